package ledger.app.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import ledger.text.InvalidText;

/**
 * Tasks of a ledger.
 *
 * @param sections the requested ones, in the ledger's order
 */
public record TaskList(List<Part> sections) {
  /** The tasks of a section that match the filters. */
  public record Part(State state, List<Task> tasks) {}

  public static TaskList of(Session session, ListRequest request)
      throws IOException, InvalidText, InvalidFiles, Failure {
    if (request.revision() == null) {
      Workplace workplace = Workplace.open(session);
      return of(workplace.ledger(), workplace.layout(), request);
    }
    PastLedger past = new PastLedger(session, Workplace.findInGit(session));
    Layout layout = past.settingsAt(request.revision()).layout();
    return of(past.ledgerAt(request.revision()), layout, request);
  }

  private static TaskList of(Ledger ledger, Layout layout, ListRequest request) throws Failure {
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
    return new TaskList(List.copyOf(parts));
  }

  private static boolean matches(Task task, ListRequest request) {
    String text = String.join("\n", task.values().values()).toLowerCase(Locale.ROOT);
    String priority = task.text(Columns.PRIORITY);
    return (request.priorities().isEmpty()
            || request.priorities().stream().anyMatch(priority::equalsIgnoreCase))
        && (request.owner() == null || task.text(Columns.OWNER).equalsIgnoreCase(request.owner()))
        && text.contains(request.search().toLowerCase(Locale.ROOT));
  }
}
