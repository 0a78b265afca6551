package ledger.experiment.environment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.experiment.header.Experiment;
import ledger.workspace.Environment;

/** Which environment an experiment runs in. */
public final class ExperimentEnvironment {
  private ExperimentEnvironment() {}

  /** The name of the one that its header decides on; empty if the settings decide. */
  public static Optional<String> named(Experiment experiment) {
    return experiment.needs().dependencies() == null || experiment.needs().environment() != null
        ? Optional.ofNullable(experiment.needs().environment())
        : Optional.of(Environment.SCRIPT);
  }

  /** Whether its header's dependencies are all that it runs with. */
  public static boolean isOwn(Experiment experiment) {
    return named(experiment).filter(Environment.SCRIPT::equals).isPresent();
  }

  /**
   * The environment in which its runs count.
   *
   * @param known the settings' environments, the one first that decides where a header does not
   */
  public static Environment deciding(Experiment experiment, List<Environment> known) {
    Optional<String> named = named(experiment);
    return of(
        experiment,
        known.stream()
            .filter(each -> named.filter(each.name()::equals).isPresent())
            .findFirst()
            .orElse(known.getFirst()));
  }

  /**
   * The environments in which it has to hold; empty if the policy decides.
   *
   * @param policy what the policy has for others, the deciding one first
   */
  public static List<String> required(Experiment experiment, List<String> policy) {
    Optional<String> named = named(experiment);
    Stream<String> others = isOwn(experiment) ? Stream.empty() : policy.stream().skip(1);
    return named.isEmpty() ? List.of() : Stream.concat(named.stream(), others).distinct().toList();
  }

  /** The environment as it is for this experiment: that of scripts is another for each. */
  public static Environment of(Experiment experiment, Environment environment) {
    if (!environment.isOfScripts()) {
      return environment;
    }
    List<String> wanted = experiment.needs().dependencies();
    Path lock = Path.of(experiment.name() + ".lock");
    return environment.of(lock, wanted == null ? List.of() : wanted);
  }
}
