package ledger.evidence.claim;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version as PEP 440 defines it, ordered as PEP 440 orders.
 *
 * @param pre phase {@code a}, {@code b} or {@code rc}; null for none
 * @param post null for none
 * @param dev null for none
 * @param local segments, empty for none
 */
record Pep440Version(
    BigInteger epoch,
    List<BigInteger> release,
    @Nullable String pre,
    BigInteger preNumber,
    @Nullable BigInteger post,
    @Nullable BigInteger dev,
    List<String> local)
    implements Comparable<Pep440Version> {

  /** PEP 440's grammar with the spellings that it says to normalise. */
  private static final Pattern FORM =
      Pattern.compile(
          "v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\\.[0-9]+)*)"
              + "(?:[-_.]?(?<pre>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?<preno>[0-9]*))?"
              + "(?:-(?<bare>[0-9]+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postno>[0-9]*))?"
              + "(?:[-_.]?(?<dev>dev)[-_.]?(?<devno>[0-9]*))?"
              + "(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?");

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /** The version, if the text is one, ignoring surrounding spaces. */
  static Optional<Pep440Version> parse(String text) {
    Matcher m = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      return Optional.empty();
    }
    List<BigInteger> release = new ArrayList<>();
    for (String part : m.group("release").split("\\.", -1)) {
      release.add(new BigInteger(part));
    }
    BigInteger post = null;
    if (m.group("bare") != null) {
      post = new BigInteger(m.group("bare"));
    } else if (m.group("post") != null) {
      post = number(m.group("postno"));
    }
    String local = m.group("local");
    return Optional.of(
        new Pep440Version(
            number(m.group("epoch")),
            List.copyOf(release),
            phase(m.group("pre")),
            number(m.group("preno")),
            post,
            m.group("dev") == null ? null : number(m.group("devno")),
            local == null ? List.of() : List.of(local.split("[-_.]", -1))));
  }

  boolean isPreRelease() {
    return pre != null || dev != null;
  }

  /** Without its local part. */
  Pep440Version publicPart() {
    return new Pep440Version(epoch, release, pre, preNumber, post, dev, List.of());
  }

  /** Epoch and release only. */
  Pep440Version base() {
    return new Pep440Version(epoch, release, null, BigInteger.ZERO, null, null, List.of());
  }

  /** Whether the epoch and the first release numbers are those of {@code prefix}; 0 is assumed. */
  boolean startsWith(Pep440Version prefix) {
    if (!epoch.equals(prefix.epoch)) {
      return false;
    }
    for (int i = 0; i < prefix.release.size(); i++) {
      if (!releaseAt(i).equals(prefix.releaseAt(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(Pep440Version other) {
    int by = epoch.compareTo(other.epoch);
    for (int i = 0; by == 0 && i < Math.max(release.size(), other.release.size()); i++) {
      by = releaseAt(i).compareTo(other.releaseAt(i));
    }
    if (by == 0) {
      by = Integer.compare(preRank(), other.preRank());
    }
    if (by == 0) {
      by = preNumber.compareTo(other.preNumber);
    }
    if (by == 0) {
      by = compareAbsentFirst(post, other.post);
    }
    if (by == 0) {
      by = -compareAbsentFirst(negated(dev), negated(other.dev));
    }
    return by != 0 ? by : compareLocal(local, other.local);
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

  private BigInteger releaseAt(int index) {
    return index < release.size() ? release.get(index) : BigInteger.ZERO;
  }

  private static @Nullable BigInteger negated(@Nullable BigInteger number) {
    return number == null ? null : number.negate();
  }

  private static int compareAbsentFirst(@Nullable BigInteger a, @Nullable BigInteger b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return a.compareTo(b);
  }

  /** Numbers come after words, and a longer local version after its beginning. */
  private static int compareLocal(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      boolean numberA = NUMBER.matcher(a.get(i)).matches();
      boolean numberB = NUMBER.matcher(b.get(i)).matches();
      int by =
          numberA && numberB
              ? new BigInteger(a.get(i)).compareTo(new BigInteger(b.get(i)))
              : numberA != numberB
                  ? Boolean.compare(numberA, numberB)
                  : a.get(i).compareTo(b.get(i));
      if (by != 0) {
        return by;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static BigInteger number(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
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
}
