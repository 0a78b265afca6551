package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.text.SourceText;

/** A workspace in a temporary folder, and the real launcher to run in it. */
record Scratch(Path folder) {
  private static final String LAUNCHER = Tool.ROOT.resolve("bin/ledger").toString();

  /** Two tasks in the backlog, which are called {@code A-001} and {@code A-002}. */
  static Scratch with(Path folder) throws Exception {
    Scratch scratch = new Scratch(folder);
    scratch.must("init");
    scratch.must("add", "One", "--prefix", "A", "--priority", "High", "--notes", "n");
    scratch.must("add", "Two", "--prefix", "A", "--priority", "Low", "--notes", "n");
    return scratch;
  }

  Path path(String file) {
    return folder.resolve(file);
  }

  Path file() {
    return path("ledger/TASKS.md");
  }

  Tool.Ended run(String... args) throws Exception {
    return Tool.run(folder, command(args).toArray(String[]::new));
  }

  /** A command that must succeed. */
  Tool.Ended must(String... args) throws Exception {
    Tool.Ended ended = run(args);
    assertThat(ended.exit()).as(String.join(" ", args) + "\n" + ended.err()).isZero();
    return ended;
  }

  static List<String> command(String... args) {
    List<String> command = new ArrayList<>(List.of(LAUNCHER));
    command.addAll(List.of(args));
    return command;
  }

  /** The ledger as it lies on the disk, all of it understood. */
  Ledger read() throws Exception {
    Parsed parsed =
        LedgerParser.parse(
            SourceText.decode("TASKS.md", Files.readAllBytes(file())), Layout.DEFAULT);
    assertThat(parsed.problems()).isEmpty();
    return parsed.ledger();
  }

  /** Every file but the journal and the lock, with its content. */
  TreeMap<String, String> files() throws Exception {
    TreeMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString();
        if (!name.startsWith(".ledger/")) {
          files.put(name, Files.readString(path, StandardCharsets.UTF_8));
        }
      }
    }
    return files;
  }
}
