package ledger.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The seed's ledger with one experiment whose events come from elsewhere; commands run in here. */
final class Desk {
  static final String HEADER =
      """
      # /// script
      # requires-python = ">=3.10"
      # [tool.ledger]
      # task = "MLX-002"
      # title = "Counting"
      # timeout = "30s"
      # headline = "parts"
      # [[tool.ledger.claims]]
      # id = "three"
      # text = "There are at least three parts"
      # metric = "parts"
      # at-least = 3
      # ///
      """;

  /** Settings with a second environment. */
  static final String LATEST = "[environments.latest]\n";

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  final Path folder;

  record Ended(int exit, String out, String err) {}

  Desk(Path folder) throws IOException {
    this.folder = folder;
    write("ledger/TASKS.md", Files.readString(Path.of("src/test/resources/seed/TASKS.md")));
    write("ledger/experiments/counting.py", HEADER + "pass\n");
    write("ledger/experiments/requirements/pinned.txt", "mlx==0.29.4\n");
    write("ledger/experiments/requirements/latest.txt", "mlx==0.32.1\n");
    write("ledger/ledger.toml", LATEST);
  }

  Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  String read(String path) throws IOException {
    return Files.readString(folder.resolve(path));
  }

  Ended ledger(String... args) {
    return ledger(folder, args);
  }

  static Ended ledger(Path folder, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        Console.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of());
    int exit = Main.run(console, Map.of(), folder, NOON, args);
    return new Ended(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Brings a run of the counting experiment; samples of {@code parts} as given. */
  Ended brought(String environment, String started, boolean quick, double... samples)
      throws IOException {
    events(started, quick, samples);
    return ledger("results", "import", "events.jsonl", "--env", environment);
  }

  /** Writes the events of such a run. */
  void events(String started, boolean quick, double... samples) throws IOException {
    StringBuilder events = new StringBuilder();
    events.append(
        """
        {"event":"plan","schema":1,"experiment":"counting","task":"MLX-002","steps":0,"quick":%s,"started":"%s"}
        {"event":"environment","python":"3.12","os":"Linux","arch":"x86_64","backend":"cpu","packages":{"mlx":"0.29.4"}}
        {"event":"metric","id":"parts","title":"Parts","unit":"ms","better":"lower"}
        {"event":"check","id":"P1","title":"Splitting","ok":true,"detail":"two words"}
        """
            .formatted(quick, started));
    for (double sample : samples) {
      events
          .append("{\"event\":\"sample\",\"metric\":\"parts\",\"value\":")
          .append(sample)
          .append("}\n");
    }
    events.append("{\"event\":\"end\",\"load\":[],\"seconds\":1}\n");
    write("events.jsonl", events.toString());
  }

  /** The records of the experiment's task, oldest first. */
  List<Path> records() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("ledger/results/MLX-002"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
