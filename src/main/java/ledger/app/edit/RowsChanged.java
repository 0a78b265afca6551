package ledger.app.edit;

import java.util.ArrayList;
import java.util.List;
import ledger.app.session.ExpectedRow;
import ledger.app.session.Failure;
import ledger.app.session.Failure.FailureReason;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;

/**
 * Rows are no longer what an edit was made from, so it was not made.
 *
 * @param rows as they are now
 */
public record RowsChanged(List<Task> rows) implements FailureReason {
  /**
   * Makes sure that rows are as somebody read them.
   *
   * @throws Failure with this as its reason
   * @throws Refusal for a task that is gone
   */
  static void requireNone(Ledger ledger, List<ExpectedRow> expected) throws Failure, Refusal {
    List<Task> changed = new ArrayList<>();
    for (ExpectedRow row : expected) {
      Task now = Lookup.task(ledger, row.id());
      if (!ExpectedRow.digest(now).equals(row.digest())) {
        changed.add(now);
      }
    }
    if (!changed.isEmpty()) {
      List<String> ids = changed.stream().map(task -> task.id().value()).toList();
      throw Failure.no(
              String.join(", ", ids) + " changed after it was read; nothing was written",
              "read it again, and decide from what is there now")
          .because(new RowsChanged(List.copyOf(changed)));
    }
  }
}
