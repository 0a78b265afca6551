package ledger.evidence.claim;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A version as PEP 440 defines it, ordered as PEP 440 orders. Its local part ({@code +cu13}), which
 * says how it was built, is read and forgotten; one with an epoch ({@code 1!2.0}) is not read.
 *
 * @param pre phase {@code a}, {@code b} or {@code rc}; null for none
 * @param post null for none
 * @param dev null for none
 */
record Pep440Version(
    List<Long> release,
    @Nullable String pre,
    long preNumber,
    @Nullable Long post,
    @Nullable Long dev)
    implements Comparable<Pep440Version> {
  private static final String NUMBER = "[0-9]{1,18}";

  /** PEP 440's grammar with the spellings that it says to normalise. */
  private static final Pattern FORM =
      Pattern.compile(
          ("v?(?<release>#(?:\\.#)*+)"
                  + "(?:[-_.]?(?<pre>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?<preno>#)?)?"
                  + "(?:-(?<bare>#)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postno>#)?)?"
                  + "(?:[-_.]?(?<dev>dev)[-_.]?(?<devno>#)?)?"
                  + "(?:\\+[a-z0-9]++(?:[-_.][a-z0-9]++)*+)?")
              .replace("#", NUMBER));

  private static final Comparator<Pep440Version> ORDER =
      Comparator.comparing(Pep440Version::release, Pep440Version::compareReleases)
          .thenComparingInt(Pep440Version::preRank)
          .thenComparingLong(Pep440Version::preNumber)
          .thenComparing(
              Pep440Version::post, Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
          .thenComparing(Pep440Version::dev, Comparator.nullsLast(Comparator.<Long>naturalOrder()));

  /** The version, if the text is one, ignoring surrounding spaces. */
  static Optional<Pep440Version> parse(String text) {
    Matcher m = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      return Optional.empty();
    }
    Long post = m.group("post") == null ? null : Long.valueOf(number(m.group("postno")));
    return Optional.of(
        new Pep440Version(
            Stream.of(m.group("release").split("\\.", -1)).map(Long::valueOf).toList(),
            phase(m.group("pre")),
            number(m.group("preno")),
            m.group("bare") == null ? post : Long.valueOf(m.group("bare")),
            m.group("dev") == null ? null : Long.valueOf(number(m.group("devno")))));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static @Nullable String phase(@Nullable String pre) {
    if (pre == null) {
      return null;
    }
    return switch (pre) {
      case "alpha", "a" -> "a";
      case "beta", "b" -> "b";
      default -> "rc";
    };
  }

  boolean isPreRelease() {
    return pre != null || dev != null;
  }

  /** Whether it is release numbers and nothing else. */
  boolean isPlain() {
    return !isPreRelease() && post == null;
  }

  boolean isOfRelease(Pep440Version other) {
    return compareReleases(release, other.release) == 0;
  }

  /** Whether the first release numbers are these; 0 is assumed. */
  boolean startsWith(List<Long> prefix) {
    for (int i = 0; i < prefix.size(); i++) {
      if (at(release, i) != prefix.get(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(Pep440Version other) {
    return ORDER.compare(this, other);
  }

  private static int compareReleases(List<Long> a, List<Long> b) {
    int by = 0;
    for (int i = 0; by == 0 && i < Math.max(a.size(), b.size()); i++) {
      by = Long.compare(at(a, i), at(b, i));
    }
    return by;
  }

  private static long at(List<Long> release, int index) {
    return index < release.size() ? release.get(index) : 0;
  }

  /**
   * {@code 1.dev1 < 1a1 < 1b1 < 1rc1 < 1 < 1.post1}: a development release without any other suffix
   * comes before every pre-release.
   */
  private int preRank() {
    if (pre == null) {
      return post == null && dev != null ? 0 : 4;
    }
    return switch (pre) {
      case "a" -> 1;
      case "b" -> 2;
      default -> 3;
    };
  }
}
