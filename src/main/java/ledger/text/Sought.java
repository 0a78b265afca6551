package ledger.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * Words that somebody looks for. They are found in any case, and as parts of longer words; a word
 * that is in none of the texts that were {@linkplain #see seen} is found where a word is like it.
 */
public final class Sought {
  private static final double WHOLE = 4;
  private static final double BEGINNING = 3;
  private static final double WITHIN = 2;
  private static final double ALIKE = 1;
  private static final double SIMILARITY = 0.9;
  private static final int SHORTEST = 4;
  private static final int EXCERPT = 60;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private final List<String> words;
  private final boolean[] seen;

  private Sought(List<String> words) {
    this.words = words;
    this.seen = new boolean[words.size()];
  }

  public static Sought of(String text) {
    return new Sought(Arrays.asList(text.toLowerCase(Locale.ROOT).strip().split("\\s+")));
  }

  public int size() {
    return words.size();
  }

  /** Takes note of the words that are in a text as they were typed. */
  public void see(String text) {
    String low = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < seen.length; i++) {
      seen[i] |= low.contains(words.get(i));
    }
  }

  /**
   * How well a text has a word: 4 as a word of its own, 3 as the beginning of one, 2 within one, 1
   * for a word that is like it, 0 for none.
   */
  public double match(int word, String text) {
    String wanted = words.get(word);
    String low = text.toLowerCase(Locale.ROOT);
    if (!seen[word]) {
      return wanted.length() >= SHORTEST && alike(wanted, low) >= 0 ? ALIKE : 0;
    }
    double best = 0;
    for (int at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, at + 1)) {
      boolean begins = at == 0 || !Character.isLetterOrDigit(low.codePointBefore(at));
      int end = at + wanted.length();
      boolean ends = end == low.length() || !Character.isLetterOrDigit(low.codePointAt(end));
      best = Math.max(best, begins && ends ? WHOLE : begins ? BEGINNING : WITHIN);
    }
    return best;
  }

  /** Where the first word begins that is like the one that was typed; -1 if there is none. */
  private static int alike(String wanted, String low) {
    Matcher each = WORD.matcher(low);
    while (each.find()) {
      int length = each.end() - each.start();
      if (length >= SHORTEST
          && Math.abs(length - wanted.length()) <= 2
          && new JaroWinklerSimilarity().apply(wanted, each.group()) >= SIMILARITY) {
        return each.start();
      }
    }
    return -1;
  }

  /** The part of a text around the first match, in one line. */
  public String around(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    String low = line.toLowerCase(Locale.ROOT);
    int at = -1;
    for (int i = 0; i < words.size() && at < 0; i++) {
      at = seen[i] ? low.indexOf(words.get(i)) : alike(words.get(i), low);
    }
    if (line.length() <= EXCERPT + EXCERPT / 2 || at < 0 || low.length() != line.length()) {
      return cut(line, 0);
    }
    int from = Math.max(0, at - EXCERPT / 2);
    int blank = line.indexOf(' ', from);
    return from == 0 ? cut(line, 0) : "… " + cut(line, blank >= 0 && blank < at ? blank + 1 : at);
  }

  private static String cut(String line, int from) {
    if (line.length() - from <= EXCERPT + EXCERPT / 2) {
      return line.substring(from);
    }
    int blank = line.lastIndexOf(' ', from + EXCERPT + EXCERPT / 2);
    int to = blank > from ? blank : line.offsetByCodePoints(from, EXCERPT / 2);
    return line.substring(from, to) + " …";
  }
}
