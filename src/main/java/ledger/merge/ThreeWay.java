package ledger.merge;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rule of every three-way merge: the side that changed something wins; if both did, and
 * differently, it is a conflict.
 */
final class ThreeWay {
  private ThreeWay() {}

  static boolean conflicts(@Nullable Object base, @Nullable Object ours, @Nullable Object theirs) {
    return !Objects.equals(ours, theirs)
        && !Objects.equals(ours, base)
        && !Objects.equals(theirs, base);
  }

  /** Theirs if only they changed it, otherwise ours. */
  static <T> T pick(@Nullable T base, T ours, T theirs) {
    return ours.equals(base) ? theirs : ours;
  }

  /** The same for values that a side may not have. */
  static <T> @Nullable T pickAny(@Nullable T base, @Nullable T ours, @Nullable T theirs) {
    return Objects.equals(ours, base) ? theirs : ours;
  }
}
