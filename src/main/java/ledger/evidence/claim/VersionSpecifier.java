package ledger.evidence.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PEP 440 version specifier such as {@code >=0.30,<0.33}: clauses separated by commas, all of
 * which must hold. Supports {@code == != >= <= > < ~=} and {@code ==1.2.*}, but not {@code ===}.
 *
 * <p>Pre-releases are matched by order only, because here the version is a fact, not a choice.
 */
public final class VersionSpecifier {
  private static final Pattern CLAUSE =
      Pattern.compile("(~=|==|!=|<=|>=|<|>)\\s*([^\\s,*]+?)(\\.\\*)?");

  private record Clause(String operator, Pep440Version version, boolean prefix) {}

  private final String text;
  private final List<Clause> clauses;

  private VersionSpecifier(String text, List<Clause> clauses) {
    this.text = text;
    this.clauses = clauses;
  }

  /** The specifier, if the text is one. An empty text is not. */
  public static Optional<VersionSpecifier> parse(String text) {
    List<Clause> clauses = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher m = CLAUSE.matcher(part.strip());
      if (!m.matches()) {
        return Optional.empty();
      }
      Optional<Pep440Version> version = Pep440Version.parse(m.group(2));
      if (version.isEmpty()) {
        return Optional.empty();
      }
      Clause clause = new Clause(m.group(1), version.get(), m.group(3) != null);
      if (!valid(clause)) {
        return Optional.empty();
      }
      clauses.add(clause);
    }
    return Optional.of(new VersionSpecifier(text.strip(), List.copyOf(clauses)));
  }

  private static boolean valid(Clause clause) {
    boolean equality = clause.operator.equals("==") || clause.operator.equals("!=");
    if (clause.prefix && !(equality && clause.version.equals(clause.version.base()))) {
      return false;
    }
    if (!equality && !clause.version.local().isEmpty()) {
      return false;
    }
    return !clause.operator.equals("~=") || clause.version.release().size() >= 2;
  }

  /** Whether the version satisfies every clause; empty if the text is not a version. */
  public Optional<Boolean> matches(String version) {
    return Pep440Version.parse(version).map(v -> clauses.stream().allMatch(c -> holds(c, v)));
  }

  private static boolean holds(Clause clause, Pep440Version v) {
    Pep440Version bound = clause.version;
    return switch (clause.operator) {
      case "==" -> equal(clause, v);
      case "!=" -> !equal(clause, v);
      case ">=" -> v.publicPart().compareTo(bound) >= 0;
      case "<=" -> v.publicPart().compareTo(bound) <= 0;
      case ">" -> greater(v, bound);
      case "<" -> less(v, bound);
      default -> compatible(v, bound);
    };
  }

  private static boolean equal(Clause clause, Pep440Version v) {
    if (clause.prefix) {
      return v.startsWith(clause.version);
    }
    Pep440Version seen = clause.version.local().isEmpty() ? v.publicPart() : v;
    return seen.compareTo(clause.version) == 0;
  }

  /** {@code >1.7} matches neither {@code 1.7.post1} nor {@code 1.7+local}. */
  private static boolean greater(Pep440Version v, Pep440Version bound) {
    if (v.publicPart().compareTo(bound) <= 0) {
      return false;
    }
    boolean sameBase = v.base().compareTo(bound.base()) == 0;
    return !(sameBase && v.post() != null && bound.post() == null);
  }

  /** {@code <1.7} does not match {@code 1.7rc1}. */
  private static boolean less(Pep440Version v, Pep440Version bound) {
    if (v.publicPart().compareTo(bound) >= 0) {
      return false;
    }
    boolean sameBase = v.base().compareTo(bound.base()) == 0;
    return !(sameBase && v.isPreRelease() && !bound.isPreRelease());
  }

  /** {@code ~=2.2.1} means {@code >=2.2.1, ==2.2.*}. */
  private static boolean compatible(Pep440Version v, Pep440Version bound) {
    Pep440Version series =
        new Pep440Version(
            bound.epoch(),
            bound.release().subList(0, bound.release().size() - 1),
            null,
            java.math.BigInteger.ZERO,
            null,
            null,
            List.of());
    return v.publicPart().compareTo(bound) >= 0 && v.startsWith(series);
  }

  @Override
  public String toString() {
    return text;
  }
}
