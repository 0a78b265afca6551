package ledger.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import ledger.git.Scratch;

/** A repository that the real git drives, and the commands in it. */
record GitDesk(Scratch git, Path folder, Map<String, String> env) {
  /** Three tasks in order, and text far enough below them to be a hunk of its own. */
  static final String SORTED =
      """
      # Work

      ## Backlog
      | ID  | Title | Priority |
      |-----|-------|----------|
      | T-1 | One   | High     |
      | T-2 | Two   | Medium   |
      | T-3 | Three | Low      |

      ## Done
      | ID  | Title |
      |-----|-------|

      ## Notes

      Nothing yet.

      Still nothing.
      """;

  static final String UNSORTED =
      swapped(SORTED, "| T-1 | One   | High     |\n", "| T-2 | Two   | Medium   |\n");

  /** What a command said. */
  record Ended(int exit, String out, String err) {}

  static GitDesk in(Path folder, String name) throws Exception {
    return at(Scratch.create(folder, name));
  }

  static GitDesk at(Scratch git) {
    return new GitDesk(git, git.root(), Map.of());
  }

  /** The same repository from one of its folders. */
  GitDesk from(String subfolder) {
    return new GitDesk(git, git.path(subfolder), env);
  }

  GitDesk with(Map<String, String> variables) {
    return new GitDesk(git, folder, variables);
  }

  GitDesk commit(String file, String text) throws Exception {
    git.write(file, text);
    git.git("add", "--", file);
    git.git("commit", "-q", "--no-verify", "-m", "work");
    return this;
  }

  GitDesk stage(String file, String text) throws Exception {
    git.write(file, text);
    git.git("add", "--", file);
    return this;
  }

  String staged(String file) throws Exception {
    return git.git("show", ":" + file);
  }

  Ended ledger(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        Console.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of());
    int exit = Main.run(console, env, folder, Clock.systemUTC(), args);
    return new Ended(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static String swapped(String text, String one, String other) {
    return text.replace(one + other, other + one);
  }
}
