package ledger.cli.task;

import java.util.List;
import java.util.stream.Collectors;
import ledger.app.task.EditResult;
import ledger.app.task.Effect;
import ledger.cli.Console;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;

/** What an edit did, in words. */
final class EditWords {
  private EditWords() {}

  /**
   * Prints what an edit did; for a dry run its diff.
   *
   * @param unchanged what to print if there was nothing to do
   * @return the exit code
   */
  static int report(LedgerCommand command, EditResult result, boolean dryRun, String unchanged) {
    Console console = command.console();
    if (dryRun) {
      result.files().forEach(console::diff);
      return ExitCode.OK;
    }
    List<Effect> effects = result.effects();
    String placed =
        effects.stream()
            .flatMap(
                effect ->
                    effect instanceof Effect.Placed put
                        ? java.util.stream.Stream.of(put)
                        : java.util.stream.Stream.empty())
            .map(put -> put.id().value())
            .collect(Collectors.joining(", "));
    boolean moved = effects.stream().anyMatch(Effect.Moved.class::isInstance);
    effects.forEach(effect -> print(command, effect));
    if (moved && !result.changed()) {
      console.print("nothing written");
    } else if (!moved && !placed.isEmpty()) {
      console.print(result.changed() ? "moved " + placed : unchanged);
    }
    return ExitCode.OK;
  }

  private static void print(LedgerCommand command, Effect effect) {
    switch (effect) {
      case Effect.Moved moved ->
          command
              .console()
              .print(
                  moved.from().equals(moved.to())
                      ? moved.id() + ": in " + moved.to().heading() + " already"
                      : moved.id() + ": " + moved.from().heading() + " → " + moved.to().heading());
      case Effect.Placed placed -> {}
      case Effect.CarriedOver kept ->
          command
              .console()
              .note(
                  "note: %s has no column '%s'; the value is kept in %s"
                      .formatted(
                          kept.state().heading(), kept.column(), command.shown(kept.page())));
    }
  }
}
