package ledger.evidence.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.evidence.claim.Condition;
import ledger.evidence.claim.VersionSpecifier;
import ledger.evidence.record.Host;
import ledger.evidence.verdict.ClaimReason;
import ledger.evidence.verdict.Unmet;
import org.jspecify.annotations.Nullable;

/**
 * Compares a condition with a host.
 *
 * @param unmet parts that do not hold
 * @param unknown parts for which it is unknown whether they hold
 */
record Conditions(List<Unmet> unmet, List<Unmet> unknown) {
  private static final String UNKNOWN = "unknown";

  static Conditions of(Condition condition, Host host) {
    Conditions found = new Conditions(new ArrayList<>(), new ArrayList<>());
    found.name("backend", condition.backend(), host.backend());
    found.name("BLAS", condition.blas(), host.blas().name());
    condition
        .demands()
        .forEach((name, wanted) -> found.version(name, wanted, host.version(name).orElse(null)));
    return found;
  }

  boolean hold() {
    return unmet.isEmpty() && unknown.isEmpty();
  }

  /** A part that certainly does not hold decides. */
  Optional<ClaimReason> failing() {
    return unmet.isEmpty()
        ? Optional.empty()
        : Optional.of(new ClaimReason.ConditionFails(List.copyOf(unmet)));
  }

  private void name(String what, List<String> allowed, String seen) {
    if (allowed.isEmpty() || allowed.contains(seen)) {
      return;
    }
    if (seen.equals(UNKNOWN)) {
      unknown.add(new Unmet.Name(what, allowed, null));
    } else {
      unmet.add(new Unmet.Name(what, allowed, seen));
    }
  }

  private void version(String name, String wanted, @Nullable String seen) {
    if (seen == null) {
      unknown.add(new Unmet.PackageVersion(name, wanted, null));
      return;
    }
    Optional<Boolean> holds = VersionSpecifier.parse(wanted).flatMap(s -> s.matches(seen));
    if (holds.isEmpty()) {
      unknown.add(new Unmet.NotComparable(name, wanted, seen));
    } else if (!holds.get()) {
      unmet.add(new Unmet.PackageVersion(name, wanted, seen));
    }
  }
}
