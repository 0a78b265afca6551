package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real shells, as somebody uses them after {@code completion install}: on a terminal. */
class CompletionIT {
  /** Types into a shell on a terminal of its own, and prints what it shows. */
  private static final String TYPIST =
      """
      import fcntl, os, pty, re, select, struct, sys, termios, time

      shell, keys, wanted = sys.argv[1], sys.argv[2], sys.argv[3:]
      pid, terminal = pty.fork()
      if pid == 0:
          os.execvp(shell, [shell, "-i"])
      fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 120, 0, 0))
      shown = ""

      def read(until, seconds):
          global shown
          end = time.time() + seconds
          while time.time() < end and not until():
              if select.select([terminal], [], [], 0.1)[0]:
                  try:
                      piece = os.read(terminal, 65536).decode("utf-8", "replace")
                  except OSError:
                      return
                  shown = re.sub(r"\\x1b\\[[0-9;?]*[a-zA-Z]|\\x1b[()]B", "", shown + piece)
                  if "\\x1b[c" in piece or "\\x1b[0c" in piece:
                      os.write(terminal, b"\\x1b[?62;c")  # fish asks what kind of terminal this is

      read(lambda: "READY" in shown, 60)
      read(lambda: False, 1)
      shown = ""
      os.write(terminal, keys.encode().decode("unicode_escape").encode())
      read(lambda: all(each in shown for each in wanted), 30)
      print(shown)
      os.close(terminal)
      """;

  @TempDir Path folder;

  private Scratch scratch() throws Exception {
    Scratch scratch = Scratch.with(folder);
    scratch.must("edit", "A-001", "--owner", "Ada Lovelace");
    Files.writeString(folder.resolve("typist.py"), TYPIST);
    return scratch;
  }

  private static void assumeThere(String shell, Path folder) throws Exception {
    assumeThat(Tool.run(folder, "sh", "-c", "command -v " + shell).exit())
        .as(shell + " is not installed")
        .isZero();
  }

  /** What a shell shows that begins in a home where only completion was set up. */
  private String typed(String shell, String keys, String... wanted) throws Exception {
    String bin = Tool.ROOT.resolve("bin") + ":" + System.getenv("PATH");
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "HOME=" + folder.resolve("home"),
                "PATH=" + bin,
                "TERM=xterm",
                "PS1=READY ",
                "python3",
                "typist.py",
                shell,
                keys));
    command.addAll(List.of(wanted));
    return Tool.run(folder, command.toArray(String[]::new)).out();
  }

  private String install(String shell) throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(home.resolve(".bashrc"), "PS1='READY '\nbind 'set bell-style none'\n");
    Files.writeString(home.resolve(".zshrc"), "PS1='READY '\n");
    Path fish = Files.createDirectories(home.resolve(".config/fish"));
    Files.writeString(fish.resolve("config.fish"), "function fish_prompt; echo 'READY '; end\n");
    String launcher = Scratch.command().getFirst();
    Tool.Ended done =
        Tool.run(
            folder,
            "env",
            "HOME=" + home,
            "SHELL=/bin/" + shell,
            launcher,
            "completion",
            "install");
    assertThat(done.exit()).as(done.err()).isZero();
    return done.out();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void aShellCompletes(String shell) throws Exception {
    assumeThere(shell, folder);
    scratch();
    install(shell);
    int tabs = List.of("fish", "zsh", "bash").indexOf(shell) + 1; // until it lists them
    assertThat(typed(shell, "ledger show " + "\\t".repeat(tabs), "A-001", "A-002"))
        .contains("A-001", "A-002");
    assertThat(typed(shell, "ledger list --state i\\t", "in-progress")).contains("in-progress");
    assertThat(typed(shell, "ledger list --state=backlog,i\\t", "log,in-progress"))
        .contains("log,in-progress");
    assertThat(typed(shell, "ledger edit A-001 --priority H\\t", "High")).contains("High");
    assertThat(typed(shell, "ledger list --owner A\\t", "Lovelace"))
        .containsPattern("Ada\\\\ Lovelace|'Ada Lovelace'");
    assertThat(typed(shell, "ledger list --own\\t", "owner")).contains("owner");
    assertThat(typed(shell, "ledger init --from typ\\t", "typist.py")).contains("typist.py");
  }

  /** Twice is as good as once, and what was there stays. */
  @Test
  void installAndUninstall() throws Exception {
    scratch();
    assertThat(install("bash")).contains(".bashrc: given the line");
    Path start = folder.resolve("home/.bashrc");
    String with = Files.readString(start);
    Path kept = folder.resolve("dotfiles");
    Files.move(start, kept);
    Files.createSymbolicLink(start, kept);
    assertThat(completion("install")).contains("nothing written");
    assertThat(Files.readString(start)).isEqualTo(with);
    completion("uninstall");
    assertThat(Files.readString(kept)).isEqualTo("PS1='READY '\nbind 'set bell-style none'\n");
    assertThat(start).isSymbolicLink();
    assertThat(completion("uninstall")).contains("is not set up");
    assertThat(folder.resolve("home/.local/share/task-ledger")).isEmptyDirectory();
  }

  private String completion(String action) throws Exception {
    String home = "HOME=" + folder.resolve("home");
    String launcher = Scratch.command().getFirst();
    return Tool.run(folder, "env", home, launcher, "completion", action, "bash").out();
  }
}
