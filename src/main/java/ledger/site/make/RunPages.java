package ledger.site.make;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import ledger.document.TaskId;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.site.compare.TrendLines;
import ledger.site.page.ExperimentModel;
import ledger.site.page.Frame;
import ledger.site.page.RunPage;
import ledger.site.prose.Inline;
import org.jspecify.annotations.Nullable;

/** Where each run's own page is, and what is on it. */
public final class RunPages {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  private RunPages() {}

  /**
   * The page's path below the site, without its extension; null for an ID that cannot be a file
   * name.
   */
  public static @Nullable String path(RunRecord record) {
    return path(record.task(), record.run());
  }

  /** The same for the run of a task with this ID. */
  static @Nullable String path(TaskId task, String run) {
    return NAME.matcher(run).matches() ? "runs/" + task + "/" + run : null;
  }

  /** The link from a page in a folder of the site. */
  static @Nullable String href(RunRecord record, String root) {
    String path = path(record);
    return path == null ? null : root + path + ".html";
  }

  /**
   * The link to the page with all runs of an experiment; null if it has only its newest ones.
   *
   * @param index of the experiment among those of its task
   */
  public static @Nullable String history(
      TaskId task, ExperimentEvidence experiment, int index, String root) {
    return experiment.older().isEmpty()
        ? null
        : root + TrendLines.path(task, ExperimentModel.key(index)) + ".html";
  }

  /** Every run of an experiment that has a page, once. */
  public static List<RunEvidence> of(ExperimentEvidence experiment) {
    Set<String> seen = new LinkedHashSet<>();
    List<RunEvidence> runs = new ArrayList<>();
    experiment
        .runs()
        .filter(run -> path(run.record()) != null && seen.add(run.record().run()))
        .forEach(runs::add);
    return runs;
  }

  static RunPage page(
      Frame frame,
      TaskId task,
      ExperimentEvidence experiment,
      RunEvidence run,
      Inline inline,
      List<String> subject) {
    RunRecord record = run.record();
    ExperimentEvidence alone =
        new ExperimentEvidence(
            experiment.experiment(),
            record.title().isBlank() ? experiment.title() : record.title(),
            experiment.script(),
            "",
            record.claims(),
            List.of(run),
            List.of());
    return new RunPage(
        frame,
        "../../tasks/" + task + ".html",
        task.value(),
        record.run(),
        new ExperimentBuilder(
                alone,
                ExperimentModel.key(0),
                task,
                frame.command(),
                null,
                inline,
                List.of(),
                subject)
            .tables());
  }

  /**
   * Where an experiment's script is shown, below the site, without an extension.
   *
   * @param index of the experiment among those of its task
   */
  public static String code(TaskId task, int index) {
    return code(task, ExperimentModel.key(index));
  }

  static String code(TaskId task, String key) {
    return "code/" + task + "/" + key;
  }
}
