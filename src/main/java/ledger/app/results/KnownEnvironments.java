package ledger.app.results;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ledger.app.session.Failure;
import ledger.text.Nearest;
import ledger.workspace.Environment;
import ledger.workspace.Settings;

/** The environments of a workspace, by name. */
public final class KnownEnvironments {
  private final Map<String, Environment> byName;
  private final Environment deciding;

  /**
   * @throws Failure if the settings name an environment that does not exist
   */
  public KnownEnvironments(Settings settings) throws Failure {
    this.byName = settings.environments();
    this.deciding = named(settings.environment());
  }

  /** All of them, the deciding one first. */
  public List<Environment> all() {
    Set<Environment> ordered = new LinkedHashSet<>(List.of(deciding));
    ordered.addAll(byName.values());
    return List.copyOf(ordered);
  }

  /** Those with these names. */
  public List<Environment> named(List<String> names) throws Failure {
    List<Environment> found = new ArrayList<>();
    for (String name : names) {
      found.add(named(name));
    }
    return List.copyOf(found);
  }

  /** The one with this name. */
  public Environment named(String name) throws Failure {
    Environment environment = byName.get(name);
    if (environment != null) {
      return environment;
    }
    String near = Nearest.to(name, byName.keySet()).map(n -> "did you mean " + n + "? ").orElse("");
    throw Failure.wrongRequest(
        "no environment '" + name + "'",
        near
            + "environments: "
            + String.join(", ", byName.keySet())
            + "; to add another one, put it in the settings as [environments."
            + name
            + "]");
  }
}
