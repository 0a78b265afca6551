package ledger.merge;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rule of every three-way merge: who changed it, wins; both differently, conflict. */
final class ThreeWay {
  private ThreeWay() {}

  static boolean conflicts(@Nullable Object base, @Nullable Object ours, @Nullable Object theirs) {
    return !Objects.equals(ours, theirs)
        && !Objects.equals(ours, base)
        && !Objects.equals(theirs, base);
  }

  /** Theirs if only they changed it, else ours. */
  static <T> T pick(@Nullable T base, T ours, T theirs) {
    return ours.equals(base) ? theirs : ours;
  }

  /** The same where a side may have nothing. */
  static <T> @Nullable T pickAny(@Nullable T base, @Nullable T ours, @Nullable T theirs) {
    return Objects.equals(ours, base) ? theirs : ours;
  }
}
