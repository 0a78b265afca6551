package ledger.cli.git;

import java.util.Map;
import ledger.app.git.history.LogResult;
import ledger.app.session.PastLedger;
import ledger.cli.Console;
import ledger.cli.Json;
import ledger.cli.Styled;
import ledger.cli.Styled.Style;
import ledger.document.TaskChange;
import ledger.git.history.History;
import org.jspecify.annotations.Nullable;

/** Commits with what they changed, in words and in JSON. */
final class LogText {
  private LogText() {}

  /**
   * Prints the commits, and what cannot be known.
   *
   * @param edits show the cells that were edited
   */
  static void print(Console console, LogResult result, boolean edits) {
    for (History.Step step : result.commits()) {
      console.print(line(step.revision()));
      for (TaskChange change : step.changes()) {
        console.print("  " + ChangeText.line(change));
        if (edits) {
          ChangeText.cells(console, "    ", change);
        }
      }
    }
    if (!result.unread().isEmpty()) {
      Map.Entry<History.Revision, String> first = result.unread().firstEntry();
      console.note(
          unread(result.unread().size())
              + " are shown at the next one. First: "
              + first.getKey().id().substring(0, 10)
              + " "
              + first.getValue());
    }
    if (result.shallow()) {
      console.note(PastLedger.SHALLOW);
    }
  }

  private static String unread(int commits) {
    return commits == 1
        ? "1 commit has a ledger that cannot be read; its changes"
        : commits + " commits have a ledger that cannot be read; their changes";
  }

  private static Styled line(History.Revision commit) {
    return Styled.of(Style.YELLOW, commit.id().substring(0, 10))
        .and("  " + commit.when().toLocalDate() + "  " + commit.author() + "  ")
        .and(Style.DIM, commit.subject());
  }

  static String json(LogResult result) {
    return Json.write(
        Json.object(
            "schema",
            "ledger-log/1",
            "shallow",
            result.shallow(),
            "commits",
            result.commits().stream().map(LogText::json).toList(),
            "unread",
            result.unread().entrySet().stream()
                .map(e -> Json.object("commit", e.getKey().id(), "reason", e.getValue()))
                .toList()));
  }

  private static Map<String, @Nullable Object> json(History.Step step) {
    History.Revision commit = step.revision();
    return Json.object(
        "commit", commit.id(),
        "author", commit.author(),
        "when", commit.when().toString(),
        "subject", commit.subject(),
        "changes", ChangeText.json(step.changes()));
  }
}
