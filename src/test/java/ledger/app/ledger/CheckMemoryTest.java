package ledger.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import ledger.app.App;
import ledger.app.results.VerifyMode;
import ledger.app.results.VerifyRequest;
import ledger.app.session.Session;
import ledger.document.TaskId;
import ledger.evidence.verdict.Status;
import ledger.experiment.Workspaces;
import ledger.git.Scratch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A check with a memory says what it says without one, whatever has changed since. To see whether a
 * memory is believed, it is made to tell a lie.
 */
class CheckMemoryTest {
  private static final String X = "ledger/experiments/";
  private static final String TRUTH = "is done, but";
  private static final String LIE = "is fine, and";
  private static final long SETTLED = 2_300;
  private static final Instant NOW = Instant.parse("2027-01-01T12:00:00Z");

  private static final String SCRIPT =
      Workspaces.header("30s")
          + Workspaces.PRELUDE
          + """
          import pathlib
          sys.path.insert(0, str(pathlib.Path(__file__).parent))
          import helper
          [entry.name for entry in (pathlib.Path(__file__).parent / "data").iterdir()]
          for value in (31, 29.5, 30, 32, 33, 34): event("sample", metric="ratio", value=value)
          """
          + Workspaces.END;

  private static final String LEDGER =
      """
      # Tasks

      ## Backlog

      | ID | Title | Description |
      | --- | --- | --- |
      | MLX-004 | Later | Not yet |

      ## In Progress

      | ID | Title | Description |
      | --- | --- | --- |
      | MLX-006 | Next | It comes |

      ## Review / QA

      | ID | Title | Description |
      | --- | --- | --- |

      ## Done

      | ID | Title | Outcome |
      | --- | --- | --- |
      | MLX-001 | First | Somebody saw it |
      | MLX-002 | Lazy | It is lazy |
      | MLX-003 | Third | It went well |
      """;

  /** Something that happens to a project. */
  private interface Event {
    void happen(World world) throws Exception;
  }

  /** A project, and who looks at it. */
  private static final class World {
    final Scratch git;
    Instant now = NOW;
    Map<String, String> env;

    World(Path folder) throws Exception {
      Path root = folder.resolve("repo");
      run("cp", "-a", original.toString(), folder.toString());
      git = Scratch.create(folder, "repo");
      env = Map.of("HOME", git.home().toString());
      assertThat(root).isEqualTo(git.root());
    }

    Path memory() {
      return git.path(".ledger/checked");
    }

    String checked() {
      Clock clock = Clock.fixed(now, ZoneOffset.UTC);
      List<Object> heard = new ArrayList<>();
      App app = new App(new Session(git.root(), null, env, clock, "check", heard::add));
      try {
        return app.check(new CheckRequest(false, false, false, false, false)).problems()
            + ""
            + heard;
      } catch (Exception e) {
        return String.valueOf(e);
      }
    }

    String afresh() throws IOException {
      byte[] kept = Files.exists(memory()) ? Files.readAllBytes(memory()) : null;
      Files.deleteIfExists(memory());
      String said = checked();
      if (kept == null) {
        Files.deleteIfExists(memory());
      } else {
        Files.write(memory(), kept);
      }
      return said;
    }

    Map<TaskId, Status> listed() throws Exception {
      Session session =
          new Session(git.root(), null, env, Clock.fixed(now, ZoneOffset.UTC), "list", n -> {});
      List<String> all = List.of();
      ListRequest request =
          new ListRequest(all, all, null, false, false, all, all, "", all, all, true, null);
      return new App(session).list(request).verdicts();
    }

    void lie() throws IOException {
      String text = Files.readString(memory());
      assertThat(text).contains(TRUTH);
      String body = text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1);
      rewrite(body.replace(TRUTH, LIE));
    }

    void rewrite(String body) throws IOException {
      CRC32 sum = new CRC32();
      sum.update(body.getBytes(StandardCharsets.UTF_8));
      Files.writeString(memory(), body + Long.toHexString(sum.getValue()) + "\n");
    }

    Path record() throws IOException {
      try (var files = Files.list(git.path("ledger/results/MLX-002"))) {
        return files.filter(file -> file.toString().endsWith(".json")).findFirst().orElseThrow();
      }
    }

    void replace(String file, String from, String to) throws IOException {
      String text = Files.readString(git.path(file));
      assertThat(text).contains(from);
      git.write(file, text.replace(from, to));
    }
  }

  @TempDir static Path folder;
  private static Path original;

  private static void run(String... words) throws Exception {
    Process process = new ProcessBuilder(words).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  @BeforeAll
  static void prepare() throws Exception {
    folder = folder.toRealPath();
    original = folder.resolve("original/repo");
    Scratch git = Scratch.create(Files.createDirectories(original.getParent()), "repo");
    Workspaces files = new Workspaces(original);
    files.environment();
    git.write(".gitignore", ".ledger/\n__pycache__/\n*.log\n");
    git.write(X + "helper.py", "x = 1\n");
    git.write(X + "data/a.csv", "1\n");
    git.write(X + "probe.py", SCRIPT);
    git.write(X + "not_run.py", SCRIPT.replace("MLX-002", "MLX-001"));
    git.write("ledger/TASKS.md", LEDGER);
    git.write("ledger/tasks/MLX-001.md", "# MLX-001\n");
    git.write(
        "ledger/ledger.toml",
        """
        environment = "plain"
        [environments.plain]
        requirements = "requirements/none.txt"
        python = ">=3.8"
        """);
    git.git("add", ".");
    git.git("commit", "-q", "-m", "first");
    Session session =
        new Session(
            original,
            null,
            Map.of("HOME", git.home().toString()),
            Clock.systemUTC(),
            "verify",
            notice -> {});
    new App(session)
        .verify(
            new VerifyRequest(
                List.of("MLX-002"), List.of(), VerifyMode.NEEDED, null, false, false, false));
    git.git("add", ".");
    git.git("commit", "-q", "-m", "second");
  }

  /** What changes the evidence, or what is asked of it. */
  private static Map<String, Event> events() {
    Map<String, Event> events = new LinkedHashMap<>();
    events.put(
        "a record is edited, and keeps its size and its time",
        world -> {
          FileTime time = Files.getLastModifiedTime(world.record());
          String text = Files.readString(world.record());
          Files.writeString(world.record(), text.replace("29.5", "19.5"));
          Files.setLastModifiedTime(world.record(), time);
        });
    events.put("a record is removed", world -> Files.delete(world.record()));
    events.put(
        "a record is removed by a commit",
        world -> {
          world.git.git("rm", "-q", "-r", "ledger/results");
          world.git.git("commit", "-q", "-m", "third");
        });
    events.put(
        "a record is a link",
        world -> {
          Path aside = world.git.path("aside.json");
          Path record = world.record();
          Files.move(record, aside);
          Files.createSymbolicLink(record, aside);
        });
    events.put(
        "a folder of records is a link",
        world -> {
          Path results = world.git.path("ledger/results");
          Path aside = world.git.path("aside");
          Files.move(results, aside);
          Files.createSymbolicLink(results, aside);
        });
    events.put(
        "a stray record",
        world -> world.git.write("ledger/results/MLX-001/20200101T000000Z-00000000.json", "{}"));
    events.put("the script is edited", world -> world.replace(X + "probe.py", "31, ", "32, "));
    events.put(
        "a claim is edited",
        world -> world.replace(X + "probe.py", "at-least = 20", "at-least = 90"));
    events.put("another script", world -> world.git.write(X + "other.py", Workspaces.header("x")));
    events.put("a module is edited", world -> world.git.write(X + "helper.py", "x = 2\n"));
    events.put("a module is gone", world -> Files.delete(world.git.path(X + "helper.py")));
    events.put(
        "a module takes another's place",
        world -> world.git.write(X + "helper/__init__.py", "x = 1\n"));
    events.put("a file where some were listed", world -> world.git.write(X + "data/b.csv", "2\n"));
    events.put(
        "the lock file is edited",
        world -> world.git.write(X + "requirements/none.txt", "six==1.17.0\n"));
    events.put(
        "settings are edited", world -> world.replace("ledger/ledger.toml", ">=3.8", ">=3.9"));
    events.put(
        "a page is edited",
        world -> world.git.write("ledger/tasks/MLX-001.md", "---\nwaiver: so\n---\n# MLX-001\n"));
    events.put("a page comes", world -> world.git.write("ledger/tasks/MLX-003.md", "# MLX-003\n"));
    events.put(
        "a file is staged",
        world -> world.git.git("add", "-f", world.git.write("x.log", "1").toString()));
    events.put("a commit", world -> world.git.git("commit", "-q", "--allow-empty", "-m", "third"));
    events.put("a branch moves", world -> world.git.git("reset", "-q", "--soft", "HEAD^"));
    events.put("git ignores more", world -> world.git.write(".git/info/exclude", "*.csv\n"));
    events.put("git is set", world -> world.git.git("config", "core.quotePath", "false"));
    events.put(
        "git is set for the user",
        world -> Files.writeString(world.git.home().resolve(".gitconfig"), "[user]\n"));
    events.put(
        "a variable of git",
        world -> world.env = Map.of("HOME", world.git.home().toString(), "GIT_X", "1"));
    events.put("the clock goes back", world -> world.now = NOW.minusSeconds(1));
    events.put(
        "the memory comes from elsewhere",
        world -> {
          Path ignore = world.git.path(".ledger/.gitignore");
          byte[] same = Files.readAllBytes(ignore);
          Files.delete(ignore);
          Files.write(ignore, same);
        });
    events.put(
        "the memory is damaged",
        world -> {
          String text = Files.readString(world.memory());
          Files.writeString(world.memory(), text.replace("MLX-003", "MLX-004"));
        });
    events.put(
        "the memory is cut off",
        world -> {
          String text = Files.readString(world.memory());
          world.rewrite(text.substring(0, text.indexOf(LIE)) + "\n");
        });
    events.put(
        "the memory is a link",
        world -> {
          Files.move(world.memory(), world.git.path("memory"));
          Files.createSymbolicLink(world.memory(), world.git.path("memory"));
        });
    return events;
  }

  @Test
  void aMemoryIsBelievedUntilSomethingChangesThatItWasMadeFrom() throws Exception {
    Map<String, World> worlds = new LinkedHashMap<>();
    Map<String, Event> events = events();
    for (String name : events.keySet()) {
      worlds.put(name, new World(Files.createDirectories(folder.resolve("w" + worlds.size()))));
    }
    Thread.sleep(SETTLED);
    for (World world : worlds.values()) {
      assertThat(world.checked()).contains(TRUTH);
      world.lie();
      assertThat(world.checked()).as("believed").contains(LIE);
    }
    for (Map.Entry<String, World> each : worlds.entrySet()) {
      World world = each.getValue();
      events.get(each.getKey()).happen(world);
      String said = world.checked();
      assertThat(said).as(each.getKey()).doesNotContain(LIE).isEqualTo(world.afresh());
    }
  }

  /** What a list shows of the evidence comes from there, too. */
  @Test
  void aListBelievesIt() throws Exception {
    World world = new World(Files.createDirectories(folder.resolve("listed")));
    Thread.sleep(SETTLED);
    Map<TaskId, Status> truth = world.listed();
    TaskId id = new TaskId("MLX-002");
    assertThat(truth).containsOnlyKeys(id).doesNotContainValue(Status.BROKEN);
    String text = Files.readString(world.memory());
    String status = "\n" + truth.get(id) + "\n";
    assertThat(text).containsOnlyOnce(status);
    world.rewrite(
        text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1)
            .replace(status, "\nBROKEN\n"));
    assertThat(world.listed()).as("believed").containsEntry(id, Status.BROKEN);
    assertThat(world.checked()).contains(TRUTH);
    world.git.write(X + "helper.py", "x = 2\n");
    assertThat(world.listed()).containsEntry(id, Status.STALE);
  }

  @Test
  void whatIsYoungIsNotRemembered() throws Exception {
    World world = new World(Files.createDirectories(folder.resolve("young")));
    world.git.write(X + "data/a.csv", "1\n");
    world.checked();
    assertThat(world.memory()).doesNotExist();
  }

  /** Edits of the ledger, each at any time; those of the other kind come between. */
  private static final List<Event> EDITS =
      List.of(
          world -> world.replace("ledger/TASKS.md", "Somebody saw it", "ratio 31.5, nobody saw"),
          world -> world.replace("ledger/TASKS.md", "# Tasks\n", "# Tasks\n\nText.\n"),
          world -> world.replace("ledger/TASKS.md", "| MLX-001 |", "|  MLX-001 |"),
          world -> world.replace("ledger/TASKS.md", "It is lazy", "It is not"),
          world -> world.replace("ledger/TASKS.md", "| MLX-004 | Later | Not yet |\n", ""),
          world ->
              world.replace(
                  "ledger/TASKS.md",
                  "| MLX-004 | Later",
                  "| MLX-005 | Sooner | So |\n| MLX-004 | Later"),
          world ->
              world.replace(
                  "ledger/TASKS.md",
                  "| MLX-003 | Third | It went well |",
                  "| MLX-003 | Third | verified: so |"),
          world -> world.replace("ledger/TASKS.md", "| MLX-002 | Lazy", "| MLX-009 | Lazy"),
          world -> world.replace(X + "probe.py", "31, ", "30, "),
          world -> world.git.git("commit", "-q", "-a", "-m", "more"),
          world -> world.git.write("ledger/tasks/MLX-002.md", "# MLX-002\n"));

  @Test
  void anyEditsGiveTheSameWithAndWithoutAMemory() throws Exception {
    Random random = new Random(20);
    List<World> worlds = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      worlds.add(new World(Files.createDirectories(folder.resolve("r" + i))));
    }
    for (int round = 0; round < 4; round++) {
      Thread.sleep(SETTLED);
      for (World world : worlds) {
        world.checked();
        for (int edits = 0; edits < 3; edits++) {
          try {
            EDITS.get(random.nextInt(EDITS.size())).happen(world);
          } catch (AssertionError e) {
            continue; // it cannot happen twice
          }
          assertThat(world.checked()).isEqualTo(world.afresh());
        }
      }
    }
  }
}
