package ledger.app.ledger;

import java.nio.file.Path;
import java.util.List;
import ledger.app.session.FileDiff;
import ledger.document.edit.Change;
import ledger.text.Problem;
import ledger.text.Problem.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param ledger the ledger's file
 * @param absent whether nothing was checked, because git has no ledger staged
 * @param tasks how many tasks were checked
 * @param fixing what was fixed first; null if that was not requested, or was impossible because the
 *     ledger has errors
 */
public record CheckResult(
    Path ledger, boolean absent, int tasks, List<Problem> problems, @Nullable Fixing fixing) {
  /**
   * What was fixed, or would be.
   *
   * @param files what changes in each file
   * @param fileKept whether the file has unstaged edits, so that only git's index was fixed
   */
  public record Fixing(List<Change> changes, List<FileDiff> files, boolean fileKept) {}

  /** How many of the problems are errors. */
  public long errors() {
    return problems.stream().filter(problem -> problem.severity() == Severity.ERROR).count();
  }
}
