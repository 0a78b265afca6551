package ledger.app.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.app.session.Session;
import ledger.experiment.environment.EnvironmentFailure;
import ledger.experiment.environment.Preload;
import ledger.experiment.environment.PythonFinder;
import ledger.workspace.Environment;
import org.jspecify.annotations.Nullable;

/** Looks at everything on this machine that ledger may need; changes nothing. */
public final class Doctor {
  /** An environment with large packages takes about as much. */
  private static final long ENOUGH = 1L << 30;

  private final Session session;
  private final DoctorRequest request;
  private final Map<String, String> env;
  private final ProgramPath path;

  private Doctor(Session session, DoctorRequest request) {
    this.session = session;
    this.request = request;
    this.env = session.env();
    this.path = ProgramPath.of(env);
  }

  public static List<HostCheck> run(Session session, DoctorRequest request) throws IOException {
    return new Doctor(session, request).all();
  }

  private List<HostCheck> all() throws IOException {
    List<HostCheck> checks = new ArrayList<>();
    checks.add(
        HostCheck.of(
            HostTopic.LEDGER, "version", request.version(), "launcher", text(request.launcher())));
    checks.add(command());
    checks.add(
        HostCheck.of(
            HostTopic.JAVA,
            "version",
            System.getProperty("java.version"),
            "vendor",
            System.getProperty("java.vendor"),
            "home",
            System.getProperty("java.home")));
    checks.add(StartArchive.check(request, env));
    checks.add(git());
    checks.add(python());
    checks.add(uv());
    checks.add(blas());
    checks.addAll(new WorkspaceChecks(session, request.launcher()).run());
    checks.add(terminal());
    checks.add(disk("here", session.folder()));
    checks.add(disk("temporary", Path.of(System.getProperty("java.io.tmpdir", "/tmp"))));
    return List.copyOf(checks);
  }

  /** The accounting program has the same name. */
  private HostCheck command() throws IOException {
    List<Path> found = path.all("ledger");
    String others = String.join(", ", found.stream().skip(1).map(Path::toString).toList());
    if (found.isEmpty()) {
      return HostCheck.of(
              HostTopic.COMMAND,
              "launcher",
              text(request.launcher()),
              "alias",
              text(path.first("task-ledger").orElse(null)))
          .but(HostTrouble.COMMAND_NOT_ON_PATH);
    }
    Path first = found.getFirst();
    HostCheck check =
        HostCheck.of(
            HostTopic.COMMAND,
            "first",
            first.toString(),
            "others",
            others,
            "alias",
            text(path.first("task-ledger").orElse(null)));
    return isOurs(first) ? check : check.but(HostTrouble.OTHER_COMMAND_FIRST);
  }

  private boolean isOurs(Path program) throws IOException {
    Path launcher = request.launcher();
    return launcher != null
        && Files.exists(launcher)
        && (Files.isSameFile(program, launcher)
            || Files.isSameFile(program.toRealPath(), launcher.resolveSibling("ledger")));
  }

  private HostCheck git() {
    return path.first("git")
        .flatMap(git -> ProgramPath.line(Map.of(), git.toString(), "--version"))
        .map(line -> HostCheck.of(HostTopic.GIT, "version", line.replaceFirst("^git version ", "")))
        .orElseGet(() -> HostCheck.of(HostTopic.GIT).but(HostTrouble.NO_GIT));
  }

  private HostCheck python() {
    try {
      PythonFinder finder = PythonFinder.onThisHost(env);
      PythonFinder.FoundPython python =
          finder.find(Environment.ANY_PYTHON, path.first("uv").isEmpty());
      return HostCheck.of(
          HostTopic.PYTHON, "version", python.version(), "file", text(python.file()));
    } catch (EnvironmentFailure e) {
      return HostCheck.of(HostTopic.PYTHON, "lacks", e.getMessage(), "help", e.help())
          .but(HostTrouble.NO_PYTHON);
    }
  }

  private HostCheck uv() {
    Optional<Path> uv = path.first("uv");
    String version =
        uv.flatMap(file -> ProgramPath.line(Map.of(), file.toString(), "--version")).orElse("");
    return HostCheck.of(
        HostTopic.UV, "version", version.replaceFirst("^uv ", ""), "file", text(uv.orElse(null)));
  }

  private static HostCheck blas() {
    Environment asking = Environment.preloading("openblas");
    try {
      Path library = Preload.resolve(asking).getFirst();
      return HostCheck.of(HostTopic.BLAS, "openblas", library.toString());
    } catch (EnvironmentFailure none) {
      return HostCheck.of(HostTopic.BLAS);
    }
  }

  private HostCheck terminal() {
    Integer columns = request.columns();
    return HostCheck.of(
        HostTopic.TERMINAL,
        "columns",
        columns == null ? null : columns.toString(),
        "type",
        env.get("TERM"),
        "locale",
        env.get("LANG"),
        "colour",
        env.getOrDefault("NO_COLOR", "").isEmpty() ? "on" : "off");
  }

  private static HostCheck disk(String which, Path folder) {
    // Not of the file store: where the system's list of mounts lacks it, Java finds none.
    long free = folder.toFile().getUsableSpace();
    HostCheck check =
        HostCheck.of(
            HostTopic.DISK,
            "which",
            which,
            "folder",
            folder.toString(),
            "free",
            Long.toString(free));
    return free < ENOUGH ? check.but(HostTrouble.LITTLE_SPACE) : check;
  }

  private static @Nullable String text(@Nullable Path file) {
    return file == null ? null : file.toString();
  }
}
