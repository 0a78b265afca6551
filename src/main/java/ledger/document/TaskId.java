package ledger.document;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * A task's identifier, such as {@code APO-002}, {@code 12} or {@code T001}: letters, digits, dots,
 * underscores and hyphens, and a number at the end. Which of these a ledger uses, its {@link
 * IdForm} says.
 *
 * <p>{@code VS-2}, {@code vs-2} and {@code VS-002} are equal: they mean one task. Ordered by
 * prefix, then by number, so that {@code APO-9} comes before {@code APO-10}.
 */
public record TaskId(String value) implements Comparable<TaskId> {
  /** The usual form of an ID, for patterns that look for one within a text. */
  public static final String PATTERN = IdForm.USUAL_PATTERN;

  /** The highest number that an ID can have. */
  public static final int LAST = 999_999_999;

  /** Where a word of a name ends: at anything but letters and digits, and before a capital. */
  private static final Pattern WORDS = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])");

  private static final int SHORT = 4;
  private static final int MOST_DIGITS = 9;

  public TaskId {
    if (stem(value) < 0) {
      throw new IllegalArgumentException("not a task ID: " + value);
    }
  }

  /** The ID, if the whole text is one. */
  public static Optional<TaskId> parse(String text) {
    return stem(text) < 0 ? Optional.empty() : Optional.of(new TaskId(text));
  }

  /** The ID that somebody typed, maybe with a number sign. */
  public static Optional<TaskId> typed(String word) {
    return parse(word.startsWith("#") ? word.substring(1) : word);
  }

  /**
   * A prefix that a name suggests: the initials of its words, or the beginning of its only one,
   * such as {@code FS} for {@code fast-sums} and {@code VEC} for {@code vectors}. Empty if it has
   * no letters from A to Z to begin with.
   */
  public static Optional<String> prefixOf(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    List<String> words =
        Stream.of(WORDS.split(plain))
            .map(word -> word.replaceFirst("^[0-9]+", ""))
            .filter(word -> !word.isEmpty())
            .toList();
    String prefix =
        words.size() > 1
            ? words.stream()
                .limit(SHORT)
                .map(word -> word.substring(0, 1))
                .collect(Collectors.joining())
            : words.stream()
                .map(word -> word.length() > SHORT ? word.substring(0, SHORT - 1) : word)
                .collect(Collectors.joining());
    return Optional.of(prefix.toUpperCase(Locale.ROOT)).filter(some -> !some.isEmpty());
  }

  /** The task that a file or folder is named after, whatever the file's extension. */
  public static Optional<TaskId> ofFile(String name) {
    int dot = name.lastIndexOf('.');
    return parse(dot <= 0 ? name : name.substring(0, dot));
  }

  /** The ID of the usual form, without a matcher: a history contains a million of them. */
  static @Nullable TaskId usual(String text) {
    return isUsual(text) ? new TaskId(text) : null;
  }

  /** The same as {@link IdForm#USUAL}'s pattern. */
  private static boolean isUsual(String text) {
    int dash = text.lastIndexOf('-');
    int digits = text.length() - dash - 1;
    if (dash < 1 || digits < 1 || digits > MOST_DIGITS || !isCapital(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i != dash && !isDigit(c) && (i > dash || !(isCapital(c) || c == '_'))) {
        return false;
      }
    }
    return true;
  }

  /** How many characters come before the number; -1 if the text is no ID. */
  private static int stem(String text) {
    int at = text.length();
    while (at > 0 && isDigit(text.charAt(at - 1))) {
      at--;
    }
    int digits = text.length() - at;
    if (digits < 1 || digits > MOST_DIGITS || !isLetterOrDigit(text.charAt(0))) {
      return -1;
    }
    for (int i = 1; i < at; i++) {
      char c = text.charAt(i);
      if (!isLetterOrDigit(c) && c != '-' && c != '_' && c != '.') {
        return -1;
      }
    }
    return at;
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetterOrDigit(char c) {
    return isCapital(c) || isDigit(c) || (c >= 'a' && c <= 'z');
  }

  /** What comes before the number and the hyphen between them. */
  public String prefix() {
    int stem = stem(value);
    return value.substring(0, stem > 0 && value.charAt(stem - 1) == '-' ? stem - 1 : stem);
  }

  public int number() {
    return Integer.parseInt(value.substring(stem(value)));
  }

  /** The ID with the same prefix and width whose number is {@code number}. */
  public TaskId withNumber(int number) {
    int stem = stem(value);
    return new TaskId(value.substring(0, stem) + Numbers.padded(number, value.length() - stem));
  }

  @Override
  public int compareTo(TaskId other) {
    int byStem =
        value
            .substring(0, stem(value))
            .compareToIgnoreCase(other.value.substring(0, stem(other.value)));
    return byStem != 0 ? byStem : Integer.compare(number(), other.number());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof TaskId id)) {
      return false;
    }
    if (value.equals(id.value)) {
      return true;
    }
    int stem = stem(value);
    return stem == stem(id.value)
        && value.regionMatches(true, 0, id.value, 0, stem)
        && number() == id.number();
  }

  @Override
  public int hashCode() {
    int stem = stem(value);
    int hash = number();
    for (int i = 0; i < stem; i++) {
      hash = 31 * hash + (value.charAt(i) | 0x20);
    }
    return hash;
  }

  @Override
  public String toString() {
    return value;
  }
}
