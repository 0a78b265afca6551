package ledger.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ledger.git.hook.HookedFiles;

/** A repository made and driven by the real git, away from the user's own configuration. */
public final class Scratch {
  /** What a command answered. */
  public record Answer(int exit, String output) {}

  private final Path home;
  private final Path root;

  private Scratch(Path home, Path root) {
    this.home = home;
    this.root = root;
  }

  public static Scratch create(Path folder, String name) throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Path root = Files.createDirectories(folder.resolve(name));
    Scratch scratch = new Scratch(home, root);
    scratch.git("init", "-q", "-b", "main");
    scratch.git("config", "user.name", "A Tester");
    scratch.git("config", "user.email", "tester@example.org");
    return scratch;
  }

  /** Another working tree, with the same home. */
  public Scratch at(Path otherRoot) {
    return new Scratch(home, otherRoot);
  }

  public Path root() {
    return root;
  }

  public Path home() {
    return home;
  }

  public Path path(String name) {
    return root.resolve(name);
  }

  public Path write(String name, String text) throws IOException {
    Path file = path(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  public Path script(String name, String text) throws IOException {
    Path file = write(name, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  /** A git command that has to succeed. */
  public String git(String... words) throws Exception {
    return gitWith(Map.of(), words);
  }

  /** The same with more variables. */
  public String gitWith(Map<String, String> variables, String... words) throws Exception {
    Answer answer = tryGitWith(variables, words);
    assertThat(answer.exit()).as("git %s: %s", List.of(words), answer.output()).isZero();
    return answer.output();
  }

  public Answer tryGit(String... words) throws Exception {
    return tryGitWith(Map.of(), words);
  }

  public Answer tryGitWith(Map<String, String> variables, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("GIT_"));
    builder.environment().putAll(Map.of("HOME", home.toString(), "GIT_CONFIG_NOSYSTEM", "1"));
    builder.environment().remove("XDG_CONFIG_HOME");
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Answer(process.exitValue(), output);
  }

  /** A ledger with its settings beside it, for hooks that run in this folder. */
  public HookedFiles hooked(Path ledger) {
    return new HookedFiles(ledger, ledger.resolveSibling("ledger.toml"), path("ledger/TASKS.md"));
  }
}
