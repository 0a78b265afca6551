package ledger.app.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import ledger.app.git.HookSetup;
import ledger.app.git.HookStatusResult;
import ledger.app.git.TriedHook;
import ledger.app.session.Failure;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.experiment.environment.EnvironmentFailure;
import ledger.experiment.environment.Environments;
import ledger.experiment.environment.ExperimentEnvironment;
import ledger.experiment.environment.Preload;
import ledger.experiment.header.Discovery;
import ledger.experiment.header.Experiment;
import ledger.git.hook.HookStatus;
import ledger.text.InvalidText;
import ledger.workspace.Environment;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** What belongs to the ledger of the current folder. */
final class WorkspaceChecks {
  private final Session session;
  private final @Nullable Path launcher;

  WorkspaceChecks(Session session, @Nullable Path launcher) {
    this.session = session;
    this.launcher = launcher;
  }

  List<HostCheck> run() throws IOException {
    Workspace workspace;
    try {
      workspace = Workplace.find(session);
    } catch (Failure none) {
      return List.of(HostCheck.of(HostTopic.WORKSPACE).but(HostTrouble.NO_LEDGER));
    }
    List<HostCheck> checks = new ArrayList<>();
    HostCheck here = HostCheck.of(HostTopic.WORKSPACE, "ledger", session.shown(workspace.ledger()));
    try {
      Workplace workplace = Workplace.in(session, workspace);
      checks.add(here);
      hooks().ifPresent(checks::add);
      for (Environment environment : workplace.settings().environments().values()) {
        if (environment.isOfScripts()) {
          checks.addAll(ofScripts(workspace, environment));
        } else {
          checks.add(environment(workspace, environment));
        }
      }
    } catch (InvalidText unreadable) {
      checks.add(here.but(HostTrouble.LEDGER_UNREADABLE));
    }
    return checks;
  }

  /** Nothing where there is no repository. */
  private Optional<HostCheck> hooks() throws IOException {
    if (launcher == null) {
      return Optional.empty();
    }
    HookStatusResult result;
    try {
      result = HookSetup.status(session, launcher);
    } catch (Failure noRepository) {
      return Optional.empty();
    }
    List<TriedHook> all = result.hooks();
    String working = named(all, true);
    HostCheck check =
        HostCheck.of(HostTopic.HOOKS, "working", working, "broken", named(all, false));
    if (result.works()) {
      return Optional.of(check);
    }
    boolean none =
        all.stream()
            .map(hook -> hook.status().state())
            .noneMatch(
                state ->
                    state == HookStatus.HookState.INSTALLED
                        || state == HookStatus.HookState.OUTDATED);
    return Optional.of(
        none
            ? HostCheck.of(HostTopic.HOOKS).but(HostTrouble.NO_HOOKS)
            : check.but(HostTrouble.HOOKS_BROKEN));
  }

  private static String named(List<TriedHook> hooks, boolean working) {
    return hooks.stream()
        .filter(hook -> hook.works() == working)
        .map(hook -> hook.status().kind().file())
        .collect(Collectors.joining(", "));
  }

  private HostCheck environment(Workspace workspace, Environment environment) throws IOException {
    Path requirements = workspace.requirements(environment);
    String name = environment.name();
    if (!workspace.files().isFile(requirements)) {
      return HostCheck.of(
              HostTopic.ENVIRONMENT, "name", name, "requirements", session.shown(requirements))
          .but(HostTrouble.NO_REQUIREMENTS);
    }
    return state(workspace, environment, null);
  }

  /** One for each script that brings its own requirements; verify locks those that are not yet. */
  private static List<HostCheck> ofScripts(Workspace workspace, Environment environment)
      throws IOException {
    List<HostCheck> checks = new ArrayList<>();
    for (Experiment experiment : Discovery.in(workspace).experiments()) {
      if (ExperimentEnvironment.isOwn(experiment)) {
        Environment own = ExperimentEnvironment.of(experiment, environment);
        checks.add(state(workspace, own, experiment.name()));
      }
    }
    return checks;
  }

  private static HostCheck state(
      Workspace workspace, Environment environment, @Nullable String experiment)
      throws IOException {
    String name = environment.name();
    String state = made(workspace, environment) ? "made" : "not made yet";
    try {
      String libraries =
          Preload.resolve(environment).stream()
              .map(Path::toString)
              .collect(Collectors.joining(", "));
      return HostCheck.of(
          HostTopic.ENVIRONMENT,
          "name",
          name,
          "experiment",
          experiment,
          "state",
          state,
          "preloads",
          libraries);
    } catch (EnvironmentFailure e) {
      return HostCheck.of(
              HostTopic.ENVIRONMENT, "name", name, "lacks", e.getMessage(), "help", e.help())
          .but(environment.optional() ? HostTrouble.NO_OPTIONAL_LIBRARY : HostTrouble.NO_LIBRARY);
    }
  }

  private static boolean made(Workspace workspace, Environment environment) throws IOException {
    Path folder =
        workspace.state().at("envs").resolve(Environments.folderName(workspace, environment));
    return Files.isRegularFile(folder.resolve(Environments.MARKER));
  }
}
