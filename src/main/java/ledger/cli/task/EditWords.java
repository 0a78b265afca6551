package ledger.cli.task;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import ledger.app.edit.EditResult;
import ledger.app.edit.Effect;
import ledger.app.edit.EffectWords;
import ledger.cli.Console;
import ledger.cli.ExitCode;
import ledger.cli.LedgerCommand;

/** Words for what an edit did. */
public final class EditWords {
  private final LedgerCommand command;
  private final Console console;
  private final EditResult result;

  private EditWords(LedgerCommand command, EditResult result) {
    this.command = command;
    this.console = command.console();
    this.result = result;
  }

  /**
   * Prints what an edit did; for a dry run its diff, and what the user should know.
   *
   * @return the exit code
   */
  public static int report(LedgerCommand command, EditResult result, boolean dryRun) {
    EditWords words = new EditWords(command, result);
    if (dryRun) {
      result.files().forEach(words.console::diff);
      result.effects().stream().filter(EditWords::countsForDryRun).forEach(words::note);
    } else {
      result.effects().forEach(words::print);
      words.summary().ifPresent(words.console::print);
      result.effects().forEach(words::note);
    }
    return ExitCode.OK;
  }

  private static boolean countsForDryRun(Effect effect) {
    return effect instanceof Effect.StillNamed || effect instanceof Effect.OldIdInFile;
  }

  /** A line for each thing that was done, where one says more than a summary. */
  private void print(Effect effect) {
    EffectWords.done(effect, command::shown).forEach(console::print);
  }

  /** A line for all of them. */
  private Optional<String> summary() {
    List<Effect> effects = result.effects();
    String edited = ids(effects, Effect.CellsSet.class);
    if (effects.stream().anyMatch(Effect.Moved.class::isInstance)) {
      return result.changed()
          ? Optional.of("edited " + edited).filter(said -> !edited.isEmpty())
          : Optional.of("nothing written");
    }
    String placed = ids(effects, Effect.Placed.class);
    if (!placed.isEmpty()) {
      String both = edited.isEmpty() ? "moved " : "edited and moved ";
      return Optional.of(result.changed() ? both + placed : "already there; nothing written");
    }
    if (!edited.isEmpty()) {
      return Optional.of(
          result.changed() ? "edited " + edited : "nothing to change; nothing written");
    }
    if (effects.stream().anyMatch(Effect.Aligned.class::isInstance)) {
      return Optional.of(result.changed() ? "aligned" : "already aligned; nothing written");
    }
    return effects.stream().anyMatch(Effect.Sorted.class::isInstance)
        ? Optional.of(result.changed() ? "sorted" : "already in order; nothing written")
        : Optional.empty();
  }

  private static String ids(List<Effect> effects, Class<? extends Effect> kind) {
    return effects.stream()
        .filter(kind::isInstance)
        .map(
            effect ->
                switch (effect) {
                  case Effect.Placed placed -> placed.id().value();
                  case Effect.CellsSet edited -> edited.id().value();
                  default -> "";
                })
        .collect(Collectors.joining(", "));
  }

  /** What the user should know besides the result. */
  private void note(Effect effect) {
    EffectWords.note(effect, command::shown).ifPresent(note -> console.note("note: " + note));
  }
}
