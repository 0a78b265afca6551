package ledger.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** "Did you mean": the known word that is most similar to a mistyped one. */
public final class Nearest {
  private static final double ALIKE = 0.8;

  private Nearest() {}

  /**
   * The known word with the highest Jaro-Winkler similarity, ignoring case; empty if nothing is
   * similar enough.
   */
  public static Optional<String> to(String word, Collection<String> known) {
    return to(word, known, ALIKE);
  }

  /** The same with another minimum similarity, from 0 to 1. */
  public static Optional<String> to(String word, Collection<String> known, double alike) {
    return closest(word, known).filter(k -> similarity(word, k) >= alike);
  }

  /** The same with any similarity; empty only if no words are known. */
  public static Optional<String> closest(String word, Collection<String> known) {
    return known.stream().max(Comparator.comparingDouble(k -> similarity(word, k)));
  }

  private static double similarity(String a, String b) {
    return new JaroWinklerSimilarity()
        .apply(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
  }
}
