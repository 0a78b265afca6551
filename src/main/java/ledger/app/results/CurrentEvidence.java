package ledger.app.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Workplace;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.verdict.TaskEvidence;
import ledger.text.InvalidText;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of tasks, for an edit that asks for it twice, the second time under the lock. It is
 * judged again only if what it is based on has changed since: the row, its page, a record, an
 * experiment.
 */
public final class CurrentEvidence {
  private final Workplace workplace;
  private final Map<TaskId, Judged> known = new HashMap<>();
  private List<Object> experiments = List.of();
  private @Nullable WorkspaceEvidence evidence;

  private record Judged(List<Object> inputs, TaskEvidence evidence) {}

  public CurrentEvidence(Workplace workplace) {
    this.workplace = workplace;
  }

  /**
   * The current evidence of a task, all of it.
   *
   * @throws InvalidFiles if the header of a script that may be about the task cannot be used, or
   *     the outcome in words of one of its experiments
   */
  public TaskEvidence whole(Task task) throws IOException, InvalidText, InvalidFiles, Failure {
    HeaderProblems.requireNone(evidence(), task.id());
    TaskEvidence evidence = of(task);
    List<Problem> outcomes = HeaderProblems.outcomes(evidence(), evidence);
    if (!outcomes.isEmpty()) {
      throw new InvalidFiles(outcomes);
    }
    return evidence;
  }

  /** The current evidence of a task. */
  public TaskEvidence of(Task task) throws IOException, InvalidText, Failure {
    WorkspaceEvidence now = evidence();
    List<Object> inputs = new ArrayList<>(List.of(now, task.state(), task.values()));
    inputs.addAll(files(workplace.workspace().page(task.id())));
    inputs.addAll(files(workplace.workspace().results().resolve(task.id().value())));
    Judged judged = known.get(task.id());
    if (judged == null || !judged.inputs.equals(inputs)) {
      judged = new Judged(inputs, now.evidence(task));
      known.put(task.id(), judged);
    }
    return judged.evidence;
  }

  /** Experiments stay as first read, so everything is read again as soon as one of them changes. */
  private WorkspaceEvidence evidence() throws IOException, Failure {
    List<Object> now = files(workplace.workspace().experiments());
    WorkspaceEvidence same = evidence;
    if (same == null || !now.equals(experiments)) {
      same = new WorkspaceEvidence(workplace);
      evidence = same;
      experiments = now;
    }
    return same;
  }

  /** The files below a path by name, size and time: far cheaper than reading them. */
  private List<Object> files(Path path) throws IOException {
    List<Object> found = new ArrayList<>();
    for (Path file : workplace.workspace().files().files(path, folder -> true)) {
      found.addAll(List.of(file, Files.size(file), Files.getLastModifiedTime(file)));
    }
    return found;
  }
}
