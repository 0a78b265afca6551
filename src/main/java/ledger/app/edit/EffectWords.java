package ledger.app.edit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What an edit did, in words. */
public final class EffectWords {
  private EffectWords() {}

  /**
   * What was done, a line each; none where a summary of all effects says as much.
   *
   * @param shown a path as the user would write it
   */
  public static List<String> done(Effect effect, Function<Path, String> shown) {
    return switch (effect) {
      case Effect.Moved moved ->
          List.of(
              moved.from().equals(moved.to())
                  ? moved.id() + ": in " + moved.to().heading() + " already"
                  : moved.id() + ": " + moved.from().heading() + " → " + moved.to().heading());
      case Effect.Added added -> List.of("added " + added.id() + " to " + added.to().heading());
      case Effect.Reopened back ->
          List.of(
              back.id() + ": " + back.from().heading() + " → " + back.to().heading(),
              "  " + back.note());
      case Effect.Removed removed ->
          List.of("removed " + removed.id() + "; its row is in " + shown.apply(removed.archive()));
      case Effect.Renumbered renumbered ->
          List.of("renumbered " + renumbered.from() + " to " + renumbered.to());
      default -> List.of();
    };
  }

  /** What the user should know besides. */
  public static Optional<String> note(Effect effect, Function<Path, String> shown) {
    return Optional.ofNullable(
        switch (effect) {
          case Effect.CarriedOver kept ->
              "%s has no column '%s'; the value is kept in %s"
                  .formatted(kept.state().heading(), kept.column(), shown.apply(kept.page()));
          case Effect.StillNamed named -> named.place() + " still names " + named.id();
          case Effect.OldIdInFile named ->
              named.place() + " still names " + named.id() + "; edit it by hand";
          case Effect.OutOfOrder unsorted -> "no longer in order: " + unsorted.problem().message();
          default -> null;
        });
  }
}
