package ledger.document.words;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The scales of priorities that people use. */
public final class PriorityScale {
  /** What a ledger has whose priorities say nothing else. */
  public static final List<String> USUAL = List.of("Critical", "High", "Medium", "Low");

  private static final List<List<String>> SCALES =
      List.of(
          USUAL,
          List.of("P0", "P1", "P2", "P3", "P4", "P5"),
          List.of("1", "2", "3", "4", "5"),
          List.of("Must", "Should", "Could", "Won't"),
          List.of("Must have", "Should have", "Could have", "Won't have"),
          List.of("Urgent", "High", "Medium", "Low"),
          List.of("Urgent", "High", "Normal", "Low"),
          List.of("Critical", "High", "Medium", "Low", "Lowest"),
          List.of("Highest", "High", "Medium", "Low", "Lowest"),
          List.of("Blocker", "Critical", "Major", "Minor", "Trivial"),
          List.of("Critical", "High", "Med", "Low"),
          List.of("H", "M", "L"),
          List.of("A", "B", "C", "D", "E"),
          List.of("🔴", "🟠", "🟡", "🟢", "🔵", "⚪"),
          List.of("Very High", "High", "Medium", "Low", "Very Low"),
          List.of("Urgent", "Important", "Normal", "Low"),
          List.of("Must have", "Should have", "Nice to have"),
          List.of("Must", "Should", "Nice to have"),
          List.of("High", "Med", "Nice to have"),
          List.of("High", "Medium", "Nice to have"),
          List.of("Now", "Next", "Later"),
          List.of("🔺", "⏫", "🔼", "🔽", "⏬"),
          List.of("⭐⭐⭐⭐⭐", "⭐⭐⭐⭐", "⭐⭐⭐", "⭐⭐", "⭐"),
          List.of("!!!", "!!", "!"),
          List.of("🔥🔥🔥", "🔥🔥", "🔥"));

  private PriorityScale() {}

  /**
   * The first scale that has all of these priorities; the usual one if they are none.
   *
   * @return empty if no scale has them all
   */
  public static Optional<List<String>> of(Collection<String> priorities) {
    return SCALES.stream()
        .filter(scale -> priorities.stream().allMatch(text -> rank(scale, text) >= 0))
        .findFirst();
  }

  /** Every priority of every scale, each once. */
  public static List<String> words() {
    List<String> words = new ArrayList<>();
    SCALES.forEach(scale -> scale.stream().filter(w -> !words.contains(w)).forEach(words::add));
    return words;
  }

  /**
   * The position of a priority on a scale, ignoring case and decoration: {@code **High**} and
   * {@code 🔥 High} are High, and so is {@code 1 - High}. -1 if it is not on it.
   */
  public static int rank(List<String> scale, String priority) {
    for (int i = 0; i < scale.size(); i++) {
      if (scale.get(i).equalsIgnoreCase(priority)) {
        return i;
      }
    }
    String plain = PlainName.unmarked(priority);
    String key = PlainName.key(plain);
    int rank = rank(scale, plain, key);
    return rank < 0 && !key.isEmpty() ? rank(scale, plain, PlainName.unnumbered(key)) : rank;
  }

  private static int rank(List<String> scale, String plain, String key) {
    for (int i = 0; i < scale.size(); i++) {
      String word = scale.get(i);
      String its = PlainName.key(word);
      if (its.isEmpty()
          ? key.isEmpty() && plain.replace("\uFE0F", "").equals(word)
          : its.equals(key)) {
        return i;
      }
    }
    return -1;
  }
}
