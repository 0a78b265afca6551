package ledger.experiment.inputs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import ledger.evidence.claim.VersionSpecifier;
import ledger.evidence.record.GitState;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.Observed;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.RunTraces;
import ledger.experiment.environment.Requirements;
import ledger.experiment.environment.UserVariables;
import ledger.experiment.header.Discovered;
import ledger.experiment.header.Discovery;
import ledger.experiment.header.Experiment;
import ledger.experiment.process.ThisHost;
import ledger.io.FileDigests;
import ledger.workspace.Environment;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * The experiments of a workspace, and what a run of each would depend on now. Files are read once,
 * when they are first needed.
 */
public final class CurrentInputs {
  private final Workspace workspace;
  private final Supplier<WorkTree> tree;
  private final FileDigests digests;
  private final Map<String, String> requirements = new ConcurrentHashMap<>();
  private @Nullable Discovered discovered;
  private @Nullable LocalFiles files;
  private @Nullable WorkTree known;
  private @Nullable Places places;
  private @Nullable ModuleFolders folders;

  /**
   * @param tree asked for when it is first needed
   */
  public CurrentInputs(Workspace workspace, Supplier<WorkTree> tree) {
    this.workspace = workspace;
    this.tree = tree;
    this.digests = new FileDigests(workspace.state(), workspace.files());
  }

  /** All experiments, and the headers that cannot be used. */
  public Discovered experiments() {
    Discovered known = discovered;
    if (known == null) {
      known = Discovery.in(workspace);
      discovered = known;
    }
    return known;
  }

  /** Reads the headers, so that several threads may ask afterwards. */
  public synchronized void read() {
    experiments();
  }

  /**
   * What a run on this host would depend on, as far as that is known before it: the files that the
   * script seems to import.
   */
  public Inputs forecast(Experiment experiment, Environment environment, TaskText task) {
    return inputs(experiment, environment, task, RunRecord.SCHEMA, files().of(experiment), null);
  }

  /** The same without files: what is known before a run that is going to be observed. */
  public Inputs withoutFiles(Experiment experiment, Environment environment, TaskText task) {
    requirements.clear(); // a set-up may have made a lock file
    return inputs(
        experiment, environment, task, RunRecord.SCHEMA, Collections.emptySortedMap(), null);
  }

  /** The inputs of a run that was observed, from those without files. */
  public Inputs observed(Inputs before, Observed observed) {
    return new Inputs(
        before.script(),
        before.imports(),
        before.claims(),
        before.taskText(),
        before.requirements(),
        before.hostKind(),
        observed);
  }

  /**
   * What the run depends on, as it is now. Claims are held against those in the record: what they
   * were digested from has changed its form.
   */
  public Inputs now(RunRecord run, Experiment experiment, Environment environment, TaskText task) {
    Inputs now = nowByForm(run, experiment, environment, task);
    return Digests.claims(run.claims()).equals(now.claims())
        ? now.withClaims(run.inputs().claims())
        : now;
  }

  private Inputs nowByForm(
      RunRecord run, Experiment experiment, Environment environment, TaskText task) {
    Observed then = run.inputs().observed();
    if (!suits(experiment, run)) {
      // No environment that a run of now could have is the one that it had.
      return new Inputs(
          run.inputs().script(),
          run.inputs().imports(),
          run.inputs().claims(),
          run.inputs().taskText(),
          "another Python",
          run.inputs().hostKind(),
          then);
    }
    if (then == null) {
      return inputs(experiment, environment, task, run.schema(), files().of(experiment), null);
    }
    RunTraces traces = run.traces();
    Set<String> written = traces == null ? Set.of() : new TreeSet<>(traces.written());
    Observed now =
        new PresentFiles(demands(experiment, environment).with(then.declared()), folders())
            .of(then, written, experiment.declared());
    return inputs(experiment, environment, task, run.schema(), Collections.emptySortedMap(), now);
  }

  /** Whether the script can still run on the Python of a run. */
  private static boolean suits(Experiment experiment, RunRecord run) {
    String range = experiment.needs().python();
    return range == null
        || VersionSpecifier.parse(range)
            .flatMap(known -> known.matches(run.host().python()))
            .orElse(true);
  }

  private Inputs inputs(
      Experiment experiment,
      Environment environment,
      TaskText task,
      int schema,
      SortedMap<String, String> imports,
      @Nullable Observed observed) {
    return new Inputs(
        Digests.script(experiment),
        imports,
        Digests.claims(experiment.claims()),
        Digests.taskText(task),
        requirements(environment, schema),
        ThisHost.kind(),
        observed);
  }

  private String requirements(Environment environment, int schema) {
    return requirements.computeIfAbsent(
        schema + " " + environment, e -> Requirements.digest(workspace, environment, schema));
  }

  /**
   * Begins to observe a run.
   *
   * @param scratch a folder of the run, with links resolved
   */
  public RunObservation observe(Experiment experiment, Environment environment, Path scratch)
      throws IOException {
    return new RunObservation(scratch, demands(experiment, environment));
  }

  /** What a run on another host used, held against the files here. */
  public RunObservation.SeenOfRun elsewhere(
      Experiment experiment, Environment environment, ReportedNotes reported) {
    return RunObservation.elsewhere(demands(experiment, environment), reported);
  }

  /** The commit that is checked out, and which inputs of a run are not in it as they are now. */
  public Optional<GitState> git(Experiment experiment, Environment environment, Inputs inputs) {
    SortedMap<String, Path> all = new TreeMap<>();
    Set<Path> files = new LinkedHashSet<>(Requirements.files(workspace, environment));
    files.add(experiment.file());
    inputs.imports().keySet().forEach(path -> files.add(workspace.experiments().resolve(path)));
    Observed observed = inputs.observed();
    if (observed != null) {
      observed.files().keySet().forEach(name -> files.add(places().file(name)));
    }
    for (Path file : files) {
      if (Files.exists(file)) {
        places().name(file).ifPresent(name -> all.put(name, places().tracked(file)));
      }
    }
    return tree().state(all);
  }

  /**
   * The experiment as its script is now; empty if that has no header that can be used, or belongs
   * to another task.
   */
  public Optional<Experiment> again(Experiment experiment) {
    return Discovery.one(workspace, experiment.file())
        .filter(now -> now.task().equals(experiment.task()));
  }

  /** Whether the script is the same as at the time of these inputs, apart from its header. */
  public boolean isSame(Experiment experiment, Inputs inputs) {
    return Discovery.one(workspace, experiment.file())
        .filter(now -> Digests.script(now).equals(inputs.script()))
        .isPresent();
  }

  private RunDemands demands(Experiment experiment, Environment environment) {
    if (!experiment.pass().isEmpty() || !environment.pass().isEmpty()) {
      workspace.files().origins().addVariables();
    }
    Set<Path> elsewhere = new TreeSet<>();
    Requirements.files(workspace, environment)
        .forEach(file -> elsewhere.add(places().tracked(file)));
    return new RunDemands(
        places(),
        tree(),
        workspace.files(),
        digests,
        experiment.file(),
        elsewhere,
        experiment.declared(),
        UserVariables.recorded(
            UserVariables.passed(experiment.pass(), environment, System.getenv())));
  }

  private synchronized Places places() {
    Places made = places;
    if (made == null) {
      made = new Places(workspace.root(), tree().top(), workspace.files().origins());
      places = made;
    }
    return made;
  }

  /** When the newest commit was made that changed an experiment's script, if there is one. */
  public Optional<Instant> committed(Experiment experiment) {
    return tree().committed(experiment.file());
  }

  private synchronized ModuleFolders folders() {
    ModuleFolders made = folders;
    if (made == null) {
      made = new ModuleFolders(places(), workspace.files());
      folders = made;
    }
    return made;
  }

  private synchronized WorkTree tree() {
    WorkTree found = known;
    if (found == null) {
      found = tree.get();
      known = found;
    }
    return found;
  }

  private synchronized LocalFiles files() {
    LocalFiles found = files;
    if (found == null) {
      found = LocalFiles.below(workspace, digests);
      files = found;
    }
    return found;
  }
}
