package ledger.app.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ledger.app.results.TaskVerdict;
import ledger.app.results.WorkspaceEvidence;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.PastLedger;
import ledger.app.session.Session;
import ledger.app.session.StateWords;
import ledger.app.session.Workplace;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.store.DamagedRecord;
import ledger.text.InvalidText;

/**
 * Tasks of a ledger.
 *
 * @param sections the requested ones, in the ledger's order
 * @param verdicts on tasks that have evidence, if they are wanted
 */
public record TaskList(List<Part> sections, Map<TaskId, TaskVerdict> verdicts) {
  /** The tasks of a section that match the filters. */
  public record Part(State state, List<Task> tasks) {}

  public static TaskList of(Session session, ListRequest request)
      throws IOException, InvalidText, InvalidFiles, Failure {
    if (request.revision() == null) {
      Workplace workplace = Workplace.open(session);
      List<Part> parts = of(workplace.ledger(), workplace.layout(), request);
      return new TaskList(parts, request.verdicts() ? verdicts(workplace, parts) : Map.of());
    }
    PastLedger past = new PastLedger(session, Workplace.findInGit(session));
    Layout layout = past.settingsAt(request.revision()).layout();
    return new TaskList(of(past.ledgerAt(request.revision()), layout, request), Map.of());
  }

  /**
   * The verdicts of tasks with records; none where the evidence cannot be used, which check tells.
   */
  private static Map<TaskId, TaskVerdict> verdicts(Workplace workplace, List<Part> parts)
      throws IOException {
    Map<TaskId, TaskVerdict> verdicts = new HashMap<>();
    try {
      WorkspaceEvidence evidence = null;
      for (Part part : parts) {
        for (Task task : part.tasks()) {
          if (Files.isDirectory(workplace.workspace().results().resolve(task.id().value()))) {
            evidence = evidence == null ? new WorkspaceEvidence(workplace) : evidence;
            verdicts.put(task.id(), TaskVerdict.of(evidence.evidence(task)));
          }
        }
      }
      return verdicts;
    } catch (Failure | InvalidText | DamagedRecord e) {
      return Map.of();
    }
  }

  private static List<Part> of(Ledger ledger, Layout layout, ListRequest request) throws Failure {
    List<State> wanted = new ArrayList<>();
    for (String word : request.states()) {
      wanted.add(StateWords.state(layout, word));
    }
    List<Part> parts = new ArrayList<>();
    for (Section section : ledger.sections()) {
      if (wanted.isEmpty() || wanted.contains(section.state())) {
        List<Task> tasks = section.tasks().stream().filter(task -> matches(task, request)).toList();
        parts.add(new Part(section.state(), tasks));
      }
    }
    return List.copyOf(parts);
  }

  private static boolean matches(Task task, ListRequest request) {
    return (request.priorities().isEmpty()
            || request.priorities().stream()
                .anyMatch(task.text(Columns.PRIORITY)::equalsIgnoreCase))
        && (request.owner() == null || task.text(Columns.OWNER).equalsIgnoreCase(request.owner()))
        && (request.search().isEmpty()
            || String.join("\n", task.texts())
                .toLowerCase(Locale.ROOT)
                .contains(request.search().toLowerCase(Locale.ROOT)));
  }
}
