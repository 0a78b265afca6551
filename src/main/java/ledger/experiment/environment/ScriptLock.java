package ledger.experiment.environment;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.experiment.process.ThisHost;
import ledger.io.DurableFile;
import ledger.io.Sha256;
import ledger.workspace.Environment;
import ledger.workspace.Workspace;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lock file of one script's dependencies: requirements with hashes and without addresses, as uv
 * and pip install them, below comments that say what it was made from. When that changes, it is
 * made again.
 */
final class ScriptLock {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String STEP = "locking dependencies";
  private static final Pattern LOWEST =
      Pattern.compile("(?:>=|~=|==)\\s*([0-9]+\\.[0-9]+(?:\\.[0-9]+)?)");

  private final Workspace workspace;
  private final Environment spec;
  private final Path file;

  /**
   * @param spec of one script, with dependencies
   */
  ScriptLock(Workspace workspace, Environment spec) {
    this.workspace = workspace;
    this.spec = spec;
    this.file = workspace.requirements(spec);
  }

  Path file() {
    return file;
  }

  /** Whether it was made from the dependencies of now. */
  boolean isCurrent() throws IOException {
    byte[] content = workspace.files().content(file);
    if (content == null) {
      return false;
    }
    List<String> comments =
        new String(content, StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("# from "))
            .toList();
    return comments.equals(origin());
  }

  /** What it is made from, as comments. */
  private List<String> origin() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# from Python " + spec.python());
    spec.dependencies().forEach(needed -> lines.add("# from " + needed));
    byte[] own = workspace.files().content(uvLock());
    if (own != null) {
      lines.add("# from " + uvLock().getFileName() + " " + Sha256.of(own));
    }
    return lines;
  }

  private Path script() {
    String name = String.valueOf(file.getFileName());
    return file.resolveSibling(name.substring(0, name.length() - ".lock".length()) + ".py");
  }

  /** What {@code uv lock --script} writes; its user's choice, which has addresses in it. */
  private Path uvLock() {
    return file.resolveSibling(script().getFileName() + ".lock");
  }

  /** Locks with uv, for all systems; what is locked already stays, if it can. */
  void byUv(Path uv, SetupSteps steps) throws EnvironmentFailure, IOException {
    Path out = steps.scratch().resolve("locked.txt");
    List<String> command = new ArrayList<>(List.of(uv.toString()));
    if (workspace.files().isFile(uvLock())) {
      command.addAll(List.of("export", "--locked", "--format", "requirements-txt", "--no-header"));
      command.addAll(List.of("--no-annotate", "--script", script().toString()));
    } else {
      byte[] before = workspace.files().content(file);
      if (before != null) {
        Files.write(out, before);
      }
      command.addAll(List.of("pip", "compile", "--universal", "--generate-hashes"));
      command.addAll(List.of("--no-header", "--no-annotate", "--python"));
      command.add(steps.python().toString());
      Matcher lowest = LOWEST.matcher(spec.python());
      if (lowest.find()) {
        command.addAll(List.of("--python-version", lowest.group(1)));
      }
      command.add(script().toString());
    }
    command.addAll(List.of("--output-file", out.toString()));
    steps.run(STEP, command);
    List<String> lines =
        Files.readAllLines(out).stream()
            .map(String::stripTrailing)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    if (lines.stream().noneMatch(line -> line.contains("--hash=sha256:"))) {
      throw EnvironmentFailure.unclear(
          STEP, "uv locked nothing", steps.shown(), EnvironmentFailure.SEE_LOG);
    }
    write("# by uv, for all systems", lines);
  }

  /** Locks with pip, which knows only what it would install here. */
  void byPip(SetupSteps steps) throws EnvironmentFailure, IOException {
    Path venv = steps.scratch().resolve("venv");
    Path report = steps.scratch().resolve("report.json");
    Path wanted = steps.scratch().resolve("wanted.txt");
    Files.write(wanted, spec.dependencies());
    steps.venv(STEP, steps.python(), venv);
    steps.run(
        STEP,
        List.of(
            venv.resolve("bin/python").toString(),
            "-m",
            "pip",
            "install",
            "--no-input",
            "--disable-pip-version-check",
            "--dry-run",
            "--ignore-installed",
            "--report",
            report.toString(),
            "-r",
            wanted.toString()));
    try {
      JsonNode read = JSON.readTree(Files.readAllBytes(report));
      String python = read.path("environment").path("python_version").asString("");
      write(
          "# by pip, for " + ThisHost.kind().replaceFirst("-[^-]*$", "") + " and Python " + python,
          lines(read.path("install")));
    } catch (JacksonException | IllegalArgumentException e) {
      throw EnvironmentFailure.at(
          STEP,
          "pip's report cannot be read: " + e.getMessage(),
          steps.shown(),
          EnvironmentFailure.SEE_LOG);
    }
  }

  private static List<String> lines(JsonNode installs) throws IOException {
    SortedMap<String, List<String>> sorted = new TreeMap<>();
    for (JsonNode each : installs) {
      String name = Requirements.normal(each.path("metadata").path("name").asString(""));
      String version = each.path("metadata").path("version").asString("");
      sorted.put(
          name, List.of(name + "==" + version + " \\", "    --hash=sha256:" + hash(each, name)));
    }
    return sorted.values().stream().flatMap(List::stream).toList();
  }

  private static String hash(JsonNode install, String name) throws IOException {
    JsonNode download = install.path("download_info");
    String given = download.path("archive_info").path("hashes").path("sha256").asString("");
    if (!given.isEmpty()) {
      return given;
    }
    URI source = URI.create(download.path("url").asString(""));
    if ("file".equals(source.getScheme())) {
      return Sha256.of(Files.readAllBytes(Path.of(source)));
    }
    throw new IllegalArgumentException("it has no SHA-256 of " + name);
  }

  private void write(String how, List<String> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("# The locked dependencies of ").append(script().getFileName());
    text.append("; when those in its header change, ledger locks them again.\n");
    origin().forEach(line -> text.append(line).append('\n'));
    text.append(how).append('\n');
    lines.forEach(line -> text.append(line).append('\n'));
    DurableFile.overwrite(
        workspace.files().inRealFolder(file), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** What to do if a lock cannot be installed here; empty if it was not made for other hosts. */
  String helpElsewhere() throws IOException {
    byte[] content = workspace.files().content(file);
    String text = content == null ? "" : new String(content, StandardCharsets.UTF_8);
    return text.lines()
        .filter(line -> line.startsWith("# by pip, for "))
        .findFirst()
        .map(
            line ->
                "the lock was made"
                    + line.substring(1)
                    + " only; with uv on the PATH, remove it and run this again to lock for all"
                    + " systems")
        .orElse("");
  }
}
