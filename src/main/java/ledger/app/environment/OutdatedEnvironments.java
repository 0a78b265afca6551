package ledger.app.environment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import ledger.app.environment.PackageAge.Release;
import ledger.app.results.KnownEnvironments;
import ledger.app.session.Failure;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.evidence.claim.VersionSpecifier;
import ledger.experiment.environment.EnvironmentFailure;
import ledger.experiment.environment.ExperimentEnvironment;
import ledger.experiment.environment.PackageIndex;
import ledger.experiment.environment.Requirements;
import ledger.experiment.environment.Requirements.Wanted;
import ledger.experiment.header.Discovery;
import ledger.experiment.process.Shutdown;
import ledger.text.InvalidText;
import ledger.workspace.Environment;

/** Compares what environments lock with the newest releases. */
public final class OutdatedEnvironments {
  private final Workplace workplace;
  private final PackageIndex index;
  private final Map<Path, List<PackageAge>> known = new HashMap<>();

  private OutdatedEnvironments(Workplace workplace) {
    this.workplace = workplace;
    this.index = new PackageIndex(workplace.workspace(), workplace.session().env());
  }

  public static OutdatedResult run(Session session, OutdatedRequest request)
      throws IOException, InvalidText, Failure {
    Workplace workplace = Workplace.open(session);
    workplace.requireOwnState();
    KnownEnvironments environments = new KnownEnvironments(workplace.settings());
    List<Environment> asked =
        request.environments().isEmpty()
            ? environments.all()
            : environments.named(request.environments());
    OutdatedEnvironments all = new OutdatedEnvironments(workplace);
    List<EnvironmentAge> ages = new ArrayList<>();
    try (Shutdown.Guard guard = Shutdown.guard()) {
      for (Environment environment : asked) {
        for (Environment each : all.ofScripts(environment)) {
          Path lock = workplace.workspace().requirements(each);
          boolean asksForAll = request.environments().isEmpty();
          if ((asksForAll || each.isOfScripts()) && !workplace.workspace().files().isFile(lock)) {
            continue; // a built-in one that this workspace does not use, or a script that never ran
          }
          ages.add(
              new EnvironmentAge(
                  each.name(),
                  session.shown(lock),
                  each.isOfScripts(),
                  all.ages(each, lock, guard)));
        }
      }
    }
    return new OutdatedResult(List.copyOf(ages));
  }

  /** The environment; that of scripts once for each script that has dependencies. */
  private List<Environment> ofScripts(Environment environment) {
    return environment.isOfScripts()
        ? Discovery.in(workplace.workspace()).experiments().stream()
            .filter(ExperimentEnvironment::isOwn)
            .map(experiment -> ExperimentEnvironment.of(experiment, environment))
            .filter(each -> !each.needsNothing())
            .distinct()
            .toList()
        : List.of(environment);
  }

  /** Environments may share a lock file. */
  private List<PackageAge> ages(Environment environment, Path lock, Shutdown.Guard guard)
      throws IOException, Failure {
    List<PackageAge> same = known.get(lock);
    if (same != null) {
      return same;
    }
    SortedMap<String, List<String>> locked =
        Requirements.locked(workplace.workspace(), environment);
    List<Wanted> wanted = Requirements.wanted(workplace.workspace(), environment);
    Set<String> names = new TreeSet<>();
    wanted.forEach(each -> names.add(each.name()));
    names.retainAll(locked.keySet());
    if (names.isEmpty()) {
      names.addAll(locked.keySet());
    }
    List<PackageAge> ages = new ArrayList<>();
    newest(environment, names, guard)
        .forEach(
            (name, version) ->
                ages.add(age(name, locked.getOrDefault(name, List.of()), version, wanted)));
    known.put(lock, ages);
    return ages;
  }

  private SortedMap<String, String> newest(
      Environment environment, Set<String> names, Shutdown.Guard guard)
      throws IOException, Failure {
    if (names.isEmpty()) {
      return new TreeMap<>();
    }
    try {
      return index.newest(environment, names, guard, (step, elapsed) -> {});
    } catch (EnvironmentFailure e) {
      throw failure("whether " + environment.name() + " is outdated is not known", e);
    }
  }

  static Failure failure(String what, EnvironmentFailure e) {
    Path log = e.log();
    String message = what + ": " + e.getMessage();
    return Failure.cannot(log == null ? message : message + " (log: " + log + ")", e.help());
  }

  private static PackageAge age(
      String name, List<String> locked, String newest, List<Wanted> wanted) {
    List<String> asked =
        wanted.stream()
            .filter(each -> each.name().equals(name))
            .map(Wanted::specifier)
            .distinct()
            .toList();
    boolean old =
        VersionSpecifier.parse("<" + newest)
            .map(older -> locked.stream().allMatch(each -> older.matches(each).orElse(false)))
            .orElse(!locked.contains(newest));
    boolean admits =
        asked.isEmpty()
            || asked.stream()
                .anyMatch(
                    each ->
                        VersionSpecifier.parse(each)
                            .flatMap(specifier -> specifier.matches(newest))
                            .orElse(each.isEmpty()));
    Release release = !old ? Release.NEWEST : admits ? Release.OLDER : Release.HELD_BACK;
    return new PackageAge(name, List.copyOf(locked), newest, String.join(" or ", asked), release);
  }
}
