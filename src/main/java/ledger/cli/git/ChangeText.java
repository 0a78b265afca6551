package ledger.cli.git;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import ledger.app.git.history.DiffResult;
import ledger.cli.Console;
import ledger.cli.Json;
import ledger.cli.LedgerCommand;
import ledger.cli.Styled;
import ledger.cli.Styled.Style;
import ledger.document.TaskChange;
import org.jspecify.annotations.Nullable;

/** A task's change in words and in JSON. */
final class ChangeText {
  private ChangeText() {}

  /** Such as {@code APO-002 moved to Done Title}. */
  static String line(TaskChange change) {
    String what =
        switch (change.kind()) {
          case ADDED -> "added to " + heading(change);
          case REMOVED -> "removed from " + Objects.requireNonNull(change.from()).heading();
          case MOVED -> Objects.requireNonNull(change.from()).heading() + " -> " + heading(change);
          case EDITED -> "edited";
        };
    return change.id() + "  " + what + "  " + change.title();
  }

  private static String heading(TaskChange change) {
    return Objects.requireNonNull(change.to()).heading();
  }

  static void cells(Console console, String indent, TaskChange change) {
    for (TaskChange.CellChange cell : change.cells()) {
      console.print(
          Styled.of(indent + cell.column() + ": ")
              .and(Style.RED, quoted(cell.before()))
              .and(" -> ")
              .and(Style.GREEN, quoted(cell.after())));
    }
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }

  /** Says of revisions without a ledger that they were counted as empty. */
  static void without(LedgerCommand command, DiffResult result) {
    for (String revision : result.without()) {
      command
          .console()
          .note(revision + " has no " + command.shown(result.ledger()) + ": it counts as empty");
    }
  }

  static List<Map<String, @Nullable Object>> json(List<TaskChange> changes) {
    return changes.stream().map(ChangeText::json).toList();
  }

  private static Map<String, @Nullable Object> json(TaskChange change) {
    return Json.object(
        "id",
        change.id().value(),
        "kind",
        change.kind().name().toLowerCase(Locale.ROOT),
        "title",
        change.title(),
        "from",
        change.from() == null ? null : change.from().id(),
        "to",
        change.to() == null ? null : change.to().id(),
        "cells",
        change.cells().stream()
            .map(
                cell ->
                    Json.object(
                        "column", cell.column(), "before", cell.before(), "after", cell.after()))
            .toList());
  }
}
