package ledger.app.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import ledger.app.ledger.CheckMemory.CheckFindings;
import ledger.app.ledger.CheckMemory.OfTask;
import ledger.app.results.HeaderProblems;
import ledger.app.results.WorkspaceEvidence;
import ledger.app.session.Failure;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.check.OutcomeChecks;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.io.Origins;
import ledger.text.InvalidText;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Compares a ledger with its evidence. What an earlier check found is taken from the {@link
 * CheckMemory}: of everything, if only rows have changed since; and then those alone are judged.
 */
final class EvidenceChecks {
  private final Workplace workplace;
  private final Ledger ledger;
  private final boolean strict;
  private final Origins origins = Origins.empty();

  private EvidenceChecks(Workplace workplace, Ledger ledger, boolean strict) {
    this.workplace = noting(workplace, origins);
    this.ledger = ledger;
    this.strict = strict;
  }

  /** What the evidence says against the ledger, in the order in which it is shown. */
  static List<Problem> of(Workplace workplace, Ledger ledger, boolean strict, CheckMemory memory)
      throws IOException, InvalidText, Failure {
    return new EvidenceChecks(workplace, ledger, strict).found(memory).problems();
  }

  /** The verdicts on the tasks that have records. */
  static Map<TaskId, Status> verdicts(Workplace workplace, Ledger ledger, CheckMemory memory)
      throws IOException, InvalidText, Failure {
    boolean strict = workplace.settings().policy().strict();
    Map<TaskId, Status> verdicts = new HashMap<>();
    new EvidenceChecks(workplace, ledger, strict)
        .found(memory)
        .tasks()
        .forEach(
            (id, of) -> {
              if (of.verdict() != null) {
                verdicts.put(id, of.verdict());
              }
            });
    return verdicts;
  }

  private CheckFindings found(CheckMemory memory) throws IOException, InvalidText, Failure {
    CheckFindings before = memory.recalled().orElse(null);
    CheckFindings now = before == null ? null : updated(before);
    if (now == null) {
      now = all();
    }
    if (!now.equals(before)) {
      origins.addAll(memory.origins());
      memory.keep(now, origins);
    }
    return now;
  }

  /** The same workplace, which notes what it looks at; and what it reports is not remembered. */
  private static Workplace noting(Workplace workplace, Origins origins) {
    Session session = workplace.session();
    Session reporting =
        new Session(
            session.folder(),
            session.ledger(),
            session.env(),
            session.clock(),
            session.command(),
            notice -> {
              origins.addUnknown();
              session.listener().heard(notice);
            });
    return new Workplace(reporting, workplace.workspace().noting(origins), workplace.settings());
  }

  private CheckFindings all() throws IOException, InvalidText, Failure {
    origins.add(workplace.workspace().settings());
    origins.add(workplace.workspace().results());
    origins.add(workplace.workspace().experiments());
    WorkspaceEvidence known = new WorkspaceEvidence(workplace);
    List<Problem> headers = HeaderProblems.of(known, ledger);
    Map<TaskId, TaskEvidence> evidence = known.evidence(ledger);
    SequencedMap<TaskId, OfTask> tasks = new LinkedHashMap<>();
    for (Task task : ledger.tasks()) {
      tasks.put(task.id(), judged(known, task, evidence.getOrDefault(task.id(), none(task))));
    }
    return new CheckFindings(headers, tasks, RecordChecks.of(workplace, evidence.values()));
  }

  private static TaskEvidence none(Task task) {
    return TaskEvidence.none(task.id());
  }

  private OfTask judged(WorkspaceEvidence known, Task task, TaskEvidence evidence) {
    return new OfTask(
        row(task),
        task.line(),
        hasRecords(task) ? evidence.status() : null,
        HeaderProblems.outcomes(known, evidence),
        OutcomeChecks.of(ledger, task, evidence, workplace.settings().subject(), strict));
  }

  private boolean hasRecords(Task task) {
    return Files.isDirectory(workplace.workspace().results().resolve(task.id().value()));
  }

  /** All of a row that is judged or shown. */
  private List<String> row(Task task) {
    List<String> row = new ArrayList<>(List.of(task.state().id()));
    task.values().forEach((column, text) -> row.addAll(List.of(column, text)));
    row.add(ledger.source().line(task.line()).of(ledger.source().content()));
    return List.copyOf(row);
  }

  /**
   * What was remembered, with the rows judged again that have changed; null if everything has to be
   * judged, because the changed rows may matter to others.
   */
  private @Nullable CheckFindings updated(CheckFindings before)
      throws IOException, InvalidText, Failure {
    List<Task> tasks = ledger.tasks();
    List<Task> changed = tasks.stream().filter(task -> !isSame(before, task)).toList();
    List<TaskId> ids = tasks.stream().map(Task::id).toList();
    boolean sameIds = ids.equals(List.copyOf(before.tasks().keySet()));
    if (changed.isEmpty() && sameIds) {
      return before;
    }
    boolean clean = before.headers().isEmpty() && before.records().isEmpty();
    if (!sameIds && !(clean && ids.containsAll(before.tasks().keySet()))) {
      return null;
    }
    WorkspaceEvidence known = new WorkspaceEvidence(workplace);
    Map<TaskId, TaskEvidence> evidence = known.evidence(changed);
    SequencedMap<TaskId, OfTask> now = new LinkedHashMap<>();
    for (Task task : tasks) {
      OfTask old = before.tasks().get(task.id());
      TaskEvidence own = evidence.get(task.id());
      if (old == null && own != null && !own.experiments().isEmpty()) {
        return null;
      }
      now.put(
          task.id(),
          own == null && old != null ? old : judged(known, task, own == null ? none(task) : own));
    }
    return new CheckFindings(before.headers(), now, before.records());
  }

  /** Whether a row is as it was; one with problems has to be in the same line, too. */
  private boolean isSame(CheckFindings before, Task task) {
    OfTask old = before.tasks().get(task.id());
    return old != null
        && old.row().equals(row(task))
        && (old.own().isEmpty() || old.line() == task.line());
  }
}
