package ledger.app.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.PastLedger;
import ledger.app.session.Session;
import ledger.app.session.StateWords;
import ledger.app.session.Workplace;
import ledger.document.Columns;
import ledger.document.DraftRow;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.edit.Order;
import ledger.document.page.TaskPage;
import ledger.evidence.store.DamagedRecord;
import ledger.evidence.verdict.Status;
import ledger.git.Checkout;
import ledger.text.InvalidText;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of a ledger.
 *
 * @param sections the requested ones, in the ledger's order
 * @param verdicts on tasks that have evidence, if they are wanted
 */
public record TaskList(List<Part> sections, Map<TaskId, Status> verdicts) {
  /**
   * The tasks of a section that match the filters.
   *
   * @param drafts its rows without an ID, unless there are filters
   */
  public record Part(State state, List<Task> tasks, List<DraftRow> drafts) {}

  /** The name of what is no column: where a task is. */
  public static final String STATE = "State";

  public static TaskList of(Session session, ListRequest request)
      throws IOException, InvalidText, InvalidFiles, Failure {
    if (request.revision() == null) {
      Workplace workplace = Workplace.open(session);
      boolean judged = request.verdicts() && Files.isDirectory(workplace.workspace().results());
      CheckMemory memory = judged ? CheckMemory.recalling(workplace, CheckRequest.PLAIN) : null;
      Ledger ledger = workplace.ledger();
      ListFilter filter =
          ListFilter.of(workplace.workspace(), session, request, carried(workplace, request));
      List<Part> parts = of(ledger, workplace.layout(), request, filter);
      return new TaskList(parts, verdicts(workplace, ledger, memory));
    }
    PastLedger past = new PastLedger(session, Workplace.findInGit(session));
    Layout layout = past.settingsAt(request.revision()).layout();
    ListFilter filter = ListFilter.of(past.workspace(), session, request, Map.of());
    return new TaskList(of(past.ledgerAt(request.revision()), layout, request, filter), Map.of());
  }

  /** What the pages carry over, for a search. */
  private static Map<TaskId, TaskPage> carried(Workplace workplace, ListRequest request)
      throws IOException {
    return request.search().isEmpty() ? Map.of() : Pages.read(workplace).around().pages();
  }

  /** None where the evidence cannot be used, which check tells. */
  private static Map<TaskId, Status> verdicts(
      Workplace workplace, Ledger ledger, @Nullable CheckMemory memory) throws IOException {
    try {
      return memory == null ? Map.of() : EvidenceChecks.verdicts(workplace, ledger, memory);
    } catch (Failure | InvalidText | DamagedRecord e) {
      return Map.of();
    }
  }

  private static List<Part> of(Ledger ledger, Layout layout, ListRequest request, ListFilter filter)
      throws Failure {
    List<State> wanted = new ArrayList<>();
    for (String word : request.states()) {
      wanted.add(StateWords.state(layout, word));
    }
    requireColumns(ledger, request.by());
    requireColumns(ledger, request.columns());
    requireColumns(ledger, request.tags().isEmpty() ? List.of() : List.of(Columns.TAGS));
    requireColumns(ledger, request.milestones().isEmpty() ? List.of() : List.of(Columns.MILESTONE));
    List<Part> parts = new ArrayList<>();
    for (Section section : ledger.sections()) {
      if (wanted.isEmpty() || wanted.contains(section.state())) {
        List<Task> tasks = new ArrayList<>(section.tasks().stream().filter(filter::lets).toList());
        Order.by(request.by(), ledger.layout(), false).ifPresent(tasks::sort);
        List<DraftRow> drafts = request.filters() ? List.of() : section.drafts();
        parts.add(new Part(section.state(), List.copyOf(tasks), drafts));
      }
    }
    return List.copyOf(parts);
  }

  private static void requireColumns(Ledger ledger, List<String> by) throws Failure {
    for (String column : by) {
      if (!column.equalsIgnoreCase(STATE)
          && ledger.tables().values().stream().allMatch(table -> table.indexOf(column) < 0)) {
        throw Failure.wrongRequest(
            "no table has a column '" + column + "'", "'ledger list --json' shows all of them");
      }
    }
  }

  /**
   * Which tasks a list is asked for.
   *
   * @param owner null for all
   * @param pages what tasks carry over, for a search
   */
  private record ListFilter(
      ListRequest request, @Nullable String owner, LocalDate today, Map<TaskId, TaskPage> pages) {
    static ListFilter of(
        Workspace workspace, Session session, ListRequest request, Map<TaskId, TaskPage> pages)
        throws IOException, Failure {
      if (request.mine() && request.owner() != null) {
        throw Failure.wrongRequest("--mine and --owner exclude each other", null);
      }
      String owner = request.mine() ? user(workspace, session) : request.owner();
      return new ListFilter(request, owner, session.today(), pages);
    }

    private static String user(Workspace workspace, Session session) throws IOException, Failure {
      Optional<Checkout> found = Checkout.find(workspace.root(), session.env());
      if (found.isPresent()) {
        try (Checkout checkout = found.get()) {
          Optional<String> name = checkout.userName();
          if (name.isPresent()) {
            return name.get();
          }
        }
      }
      throw Failure.cannot("git does not know your name", "--owner NAME names the owner");
    }

    boolean lets(Task task) {
      String priority = task.text(Columns.PRIORITY);
      return (request.priorities().isEmpty()
              || request.priorities().stream().anyMatch(priority::equalsIgnoreCase))
          && (owner == null || task.text(Columns.OWNER).equalsIgnoreCase(owner))
          && (!request.overdue() || task.isOverdue(today))
          && (request.tags().isEmpty() || request.tags().stream().anyMatch(task::isTagged))
          && (request.milestones().isEmpty()
              || request.milestones().stream()
                  .anyMatch(task.text(Columns.MILESTONE)::equalsIgnoreCase))
          && (request.search().isEmpty() || has(task));
    }

    private boolean has(Task task) {
      String wanted = request.search().toLowerCase(Locale.ROOT);
      TaskPage page = pages.get(task.id());
      return contains(String.join("\n", task.texts()), wanted)
          || (page != null && contains(String.join("\n", page.carriedOver().values()), wanted));
    }

    private static boolean contains(String text, String wanted) {
      return text.toLowerCase(Locale.ROOT).contains(wanted);
    }
  }
}
