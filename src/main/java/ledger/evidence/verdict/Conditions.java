package ledger.evidence.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.evidence.claim.Condition;
import ledger.evidence.claim.VersionSpecifier;
import ledger.evidence.record.Host;

/** Compares a condition with a host. */
final class Conditions {
  /** The answers; not to know whether a condition holds is one of its own. */
  enum Match {
    HOLDS,
    DOES_NOT,
    UNKNOWN
  }

  /**
   * @param reason why it does not hold or cannot be known; empty where it holds
   */
  record Answer(Match match, String reason) {}

  private static final String UNKNOWN = "unknown";

  private Conditions() {}

  /** A part that certainly fails decides; otherwise one that nobody knows. */
  static Answer compare(Condition condition, Host host) {
    List<Answer> parts =
        List.of(
            member("backend", condition.backend(), host.backend()),
            member("BLAS", condition.blas(), host.blas().name()),
            version(condition.mlx(), host));
    for (Match match : List.of(Match.DOES_NOT, Match.UNKNOWN)) {
      List<String> reasons = new ArrayList<>();
      parts.stream().filter(p -> p.match == match).forEach(p -> reasons.add(p.reason));
      if (!reasons.isEmpty()) {
        return new Answer(match, String.join("; ", reasons));
      }
    }
    return new Answer(Match.HOLDS, "");
  }

  private static Answer member(String what, List<String> allowed, String seen) {
    if (allowed.isEmpty() || allowed.contains(seen)) {
      return new Answer(Match.HOLDS, "");
    }
    String names = String.join(" or ", allowed);
    return seen.equals(UNKNOWN)
        ? new Answer(Match.UNKNOWN, "it speaks of the " + what + " " + names + ", unknown here")
        : new Answer(
            Match.DOES_NOT, "it speaks of the " + what + " " + names + ", here it is " + seen);
  }

  private static Answer version(@org.jspecify.annotations.Nullable String wanted, Host host) {
    if (wanted == null) {
      return new Answer(Match.HOLDS, "");
    }
    String seen = host.packages().get("mlx");
    if (seen == null) {
      return new Answer(Match.UNKNOWN, "it speaks of MLX " + wanted + ", the version is unknown");
    }
    Optional<Boolean> holds = VersionSpecifier.parse(wanted).flatMap(s -> s.matches(seen));
    if (holds.isEmpty()) {
      return new Answer(
          Match.UNKNOWN, "MLX " + seen + " cannot be compared with the specifier " + wanted);
    }
    return holds.get()
        ? new Answer(Match.HOLDS, "")
        : new Answer(Match.DOES_NOT, "it speaks of MLX " + wanted + ", here it is " + seen);
  }
}
