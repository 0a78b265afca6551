package ledger.experiment.inputs;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import ledger.evidence.record.Inputs;
import ledger.experiment.environment.Requirements;
import ledger.experiment.header.Discovered;
import ledger.experiment.header.Discovery;
import ledger.experiment.header.Experiment;
import ledger.experiment.process.ThisHost;
import ledger.workspace.Environment;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * The experiments of a workspace, and what a run of each would depend on now. Files are read once,
 * when they are first needed.
 */
public final class CurrentInputs {
  private final Workspace workspace;
  private final Map<Environment, String> requirements = new ConcurrentHashMap<>();
  private @Nullable Discovered discovered;
  private @Nullable LocalFiles files;

  public CurrentInputs(Workspace workspace) {
    this.workspace = workspace;
  }

  /** All experiments, and the headers that cannot be used. */
  public Discovered experiments() {
    Discovered known = discovered;
    if (known == null) {
      known = Discovery.in(workspace.root(), workspace.experiments());
      discovered = known;
    }
    return known;
  }

  /** Reads what all experiments have in common, so that several threads may ask afterwards. */
  public void read() {
    experiments();
    files();
  }

  /** What a run on this host would depend on. */
  public Inputs of(Experiment experiment, Environment environment, TaskText task) {
    return Objects.requireNonNull(
        of(experiment, List.of(environment), task).get(environment.name()));
  }

  /** The same in several environments, by name. */
  public SortedMap<String, Inputs> of(
      Experiment experiment, List<Environment> environments, TaskText task) {
    String script = Digests.script(experiment);
    SortedMap<String, String> local = files().of(experiment);
    String claims = Digests.claims(experiment);
    String text = Digests.taskText(task);
    SortedMap<String, Inputs> inputs = new TreeMap<>();
    for (Environment environment : environments) {
      String locked =
          requirements.computeIfAbsent(environment, e -> Requirements.digest(workspace, e));
      inputs.put(
          environment.name(), new Inputs(script, local, claims, text, locked, ThisHost.kind()));
    }
    return inputs;
  }

  private LocalFiles files() {
    LocalFiles known = files;
    if (known == null) {
      known = LocalFiles.below(workspace.experiments());
      files = known;
    }
    return known;
  }
}
