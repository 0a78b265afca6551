package ledger.app.environment;

import java.util.List;
import ledger.app.environment.PackageAge.Release;

/** What the package index has that environments do not. */
public record OutdatedResult(List<EnvironmentAge> environments) {
  /** Whether locking an environment again would bring a newer release. */
  public boolean outdated() {
    return environments.stream()
        .flatMap(environment -> environment.packages().stream())
        .anyMatch(each -> each.release() == Release.OLDER);
  }
}
