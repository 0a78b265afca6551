package ledger.app.ledger;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.app.session.Session;
import ledger.document.Columns;
import ledger.document.Dates;
import ledger.document.Layout;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.git.Checkout;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks a list is asked for.
 *
 * @param owner null for all
 * @param pages what tasks carry over, for a search
 */
record ListFilter(
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
        && (!request.overdue() || isOverdue(task))
        && (request.search().isEmpty() || has(task));
  }

  private boolean isOverdue(Task task) {
    String due = task.text(Columns.DUE);
    return !task.state().id().equals(Layout.DONE)
        && Dates.isDate(due)
        && LocalDate.parse(due).isBefore(today);
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
