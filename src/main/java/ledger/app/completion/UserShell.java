package ledger.app.completion;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.app.session.Session;
import ledger.io.DurableFile;
import ledger.text.ShellWord;
import org.jspecify.annotations.Nullable;

/**
 * The user's own files of a shell. Fish looks for scripts in a folder; bash and zsh have a file
 * with which they begin, which may be a link into somebody's collection and is never replaced.
 *
 * @param home the user's home folder
 */
record UserShell(Session session, Shell shell, Path home) {
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  static UserShell of(Session session, @Nullable Shell named) throws Failure {
    String path = session.env().getOrDefault("SHELL", "");
    String name = path.substring(path.lastIndexOf('/') + 1);
    Optional<Shell> own =
        Arrays.stream(Shell.values()).filter(shell -> shell.name().equals(name)).findFirst();
    if (named == null && own.isEmpty()) {
      throw Failure.wrongRequest(
          path.isEmpty() ? "SHELL does not say which shell you use" : "no completion for " + path,
          "name one of them: bash, zsh, fish");
    }
    String home = session.env().getOrDefault("HOME", System.getProperty("user.home"));
    return new UserShell(session, named == null ? own.orElseThrow() : named, Path.of(home));
  }

  CompletionSetup install(String program, boolean dryRun) throws IOException {
    String text = CompletionScript.of(shell, program);
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    Path script = script(program);
    boolean write = !Arrays.equals(content(script).getBytes(BYTES), wanted);
    if (write && !dryRun) {
      DurableFile.overwrite(script, wanted);
    }
    Path start = start();
    if (start == null) {
      return new CompletionSetup(shell, script, text, write, null, null, false);
    }
    String line = line(script);
    String began = content(start);
    boolean add = began.lines().noneMatch(asBytes(line)::equals);
    if (add && !dryRun) {
      String gap = began.isEmpty() || began.endsWith("\n") ? "" : "\n";
      Files.createDirectories(start.toAbsolutePath().getParent());
      Files.write(
          start,
          (gap + line + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    return new CompletionSetup(shell, script, text, write, start, line, add);
  }

  CompletionSetup uninstall(String program, boolean dryRun) throws IOException {
    Path script = script(program);
    String text = CompletionScript.of(shell, program);
    boolean there = Files.exists(script);
    if (there && !dryRun) {
      Files.delete(script);
    }
    Path start = start();
    if (start == null) {
      return new CompletionSetup(shell, script, text, there, null, null, false);
    }
    String line = line(script);
    List<String> lines = new ArrayList<>(Arrays.asList(content(start).split("(?<=\n)", -1)));
    boolean named = lines.removeIf(each -> each.stripTrailing().equals(asBytes(line)));
    if (named && !dryRun) {
      Files.write(start, String.join("", lines).getBytes(BYTES));
    }
    return new CompletionSetup(shell, script, text, there, start, line, named);
  }

  private static String line(Path script) {
    return "source " + ShellWord.of(script.toString());
  }

  /** A character a byte, since the user's file may be in any encoding; empty if there is none. */
  private static String content(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file, BYTES) : "";
  }

  private static String asBytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), BYTES);
  }

  private Path script(String program) {
    return shell == Shell.fish
        ? folder("XDG_CONFIG_HOME", ".config").resolve("fish/completions/" + program + ".fish")
        : folder("XDG_DATA_HOME", ".local/share")
            .resolve("task-ledger/" + program + "-completion." + shell);
  }

  /** The file with which the shell begins; null if it looks for the script by itself. */
  private @Nullable Path start() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return switch (shell) {
      // A terminal on a Mac begins a login shell, which reads no .bashrc.
      case bash -> home.resolve(system.startsWith("mac") ? ".bash_profile" : ".bashrc");
      case zsh -> Path.of(session.env().getOrDefault("ZDOTDIR", home.toString()), ".zshrc");
      case fish -> null;
    };
  }

  private Path folder(String variable, String usual) {
    String set = session.env().getOrDefault(variable, "");
    return set.startsWith("/") ? Path.of(set) : home.resolve(usual);
  }
}
