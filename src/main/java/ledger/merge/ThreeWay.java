package ledger.merge;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something in three versions, and the rule of every merge: the side that changed something wins;
 * if both did, and differently, it is a conflict.
 *
 * @param base what both sides come from
 */
record ThreeWay<T extends @Nullable Object>(T base, T ours, T theirs) {
  /** A part of each version. */
  <P extends @Nullable Object> ThreeWay<P> map(Function<T, P> part) {
    return new ThreeWay<>(part.apply(base), part.apply(ours), part.apply(theirs));
  }

  boolean conflicts() {
    return !Objects.equals(ours, theirs)
        && !Objects.equals(ours, base)
        && !Objects.equals(theirs, base);
  }

  /** Theirs if only they changed it, otherwise ours. */
  T merged() {
    return Objects.equals(ours, base) ? theirs : ours;
  }

  List<T> sides() {
    return List.of(ours, theirs);
  }

  T side(boolean ofTheirs) {
    return ofTheirs ? theirs : ours;
  }

  /** With another version of one side. */
  ThreeWay<T> withSide(boolean ofTheirs, T side) {
    return new ThreeWay<>(base, ofTheirs ? ours : side, ofTheirs ? side : theirs);
  }

  /** Keys of either side, ours first. */
  static <K> Set<K> keys(ThreeWay<? extends Map<K, ?>> maps) {
    Set<K> keys = new LinkedHashSet<>(maps.ours.keySet());
    keys.addAll(maps.theirs.keySet());
    return keys;
  }

  /** The same without those that a side removed. */
  static <K> Set<K> keptKeys(ThreeWay<? extends Map<K, ?>> maps) {
    Set<K> keys = keys(maps);
    keys.removeIf(
        key ->
            maps.base.containsKey(key)
                && !(maps.ours.containsKey(key) && maps.theirs.containsKey(key)));
    return keys;
  }
}
