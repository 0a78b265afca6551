package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A workspace with a file of every kind that one can have, committed. */
final class KindsOfFiles {
  private static final String LEDGER =
      """
      # Work

      ## Backlog
      | ID | Title | Notes |
      |---|---|---|
      | T-1 | One | before T-2 |
      | T-2 | Two | a note |

      ## In Progress
      | ID | Title | Notes |
      |---|---|---|

      ## Done
      | ID | Title | Outcome |
      |---|---|---|
      """;

  private static final String EVENTS =
      """
      {"event":"plan","schema":1,"experiment":"counting","task":"T-1","steps":0,"quick":false,"started":"2026-11-20T10:00:00Z"}
      {"event":"environment","python":"3.12","os":"Linux","arch":"x86_64","backend":"cpu","packages":{"mlx":"0.29.4"}}
      {"event":"metric","id":"parts","title":"Parts","unit":"ms","better":"lower"}
      {"event":"check","id":"P1","title":"Splitting","ok":true,"detail":"two words"}
      {"event":"sample","metric":"parts","value":4}
      {"event":"end","load":[],"seconds":1}
      """;

  /** One of each kind is enough of the site. */
  private static final List<String> OF_THE_SITE =
      List.of(
          "site",
          "site/index.html",
          "site/.ledger-site",
          "site/assets",
          "site/assets/index.js",
          "site/assets/ledger.css",
          "site/tasks",
          "site/tasks/T-1.html",
          "site/runs",
          "site/runs/T-1");

  private KindsOfFiles() {}

  static Path in(Path folder) throws Exception {
    Desk desk = new Desk(folder);
    desk.write("ledger/TASKS.md", LEDGER);
    desk.write("ledger/ledger.toml", "title = \"Work\"\n");
    desk.write("ledger/tasks/T-1.md", "Some words.\n");
    String header = Desk.HEADER.replace("MLX-002", "T-1");
    header = header.replace("# timeout", "# inputs = [\"data/**\"]\n# timeout");
    desk.write("ledger/experiments/counting.py", header + "import probes.speed\n");
    desk.write("ledger/experiments/probes/__init__.py", "");
    desk.write("ledger/experiments/probes/speed.py", "rate = 1\n");
    desk.write("ledger/experiments/data/one.txt", "data\n");
    desk.write("ledger/experiments/harness/clock.py", "tick = 1\n");
    desk.write("ledger/experiments/requirements/pinned.txt", "-r more.txt\n");
    desk.write("ledger/experiments/requirements/more.txt", "mlx==0.29.4\n");
    desk.write("templates/about.ftlh", "<p>[=frame.site]</p>\n");
    desk.write("templates/assets/ledger.css", "p {}\n");
    desk.write("lefthook.yml", "pre-commit:\n");
    desk.write(".gitattributes", "*.md text\n");
    desk.write(".githooks/pre-commit", "#!/bin/sh\n");
    desk.write("events.jsonl", EVENTS);
    must(desk, "results", "import", "events.jsonl", "--env", "pinned");
    desk.write(
        "ledger/experiments/counting.py",
        desk.read("ledger/experiments/counting.py").replace("three parts", "3 parts"));
    must(desk, "results", "accept", "T-1", "--reason", "the words alone");
    must(desk, "add", "Three", "--prefix", "T");
    must(desk, "remove", "T-3");
    must(desk, "site");
    desk.write(".ledger/running", "T-1 counting in pinned\n");
    desk.write(".ledger/verify.lock", "process 1\n");
    desk.write(".ledger/digests", "");
    for (String git :
        List.of(
            "init --quiet",
            "config core.hooksPath .githooks",
            "add --all",
            "-c core.hooksPath=/dev/null -c user.name=T -c user.email=t@example.org"
                + " commit --quiet --message work")) {
      Tool.Ended ended = Tool.run(folder, ("git " + git).split(" "));
      assertThat(ended.exit()).as(ended.err()).isZero();
    }
    return folder;
  }

  private static void must(Desk desk, String... words) {
    Desk.Ended ended = desk.ledger(words);
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
  }

  /** Every file and folder of such a workspace but git's own. */
  static List<Path> of(Path base) throws Exception {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> all = Files.walk(base)) {
      all.map(base::relativize)
          .filter(path -> !path.toString().isEmpty() && !path.startsWith(".git"))
          .filter(path -> !path.startsWith("site") || OF_THE_SITE.contains(path.toString()))
          .sorted()
          .forEach(paths::add);
    }
    return paths;
  }
}
