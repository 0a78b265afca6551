package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import ledger.cli.HostileClone.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clones in which one file or folder is a link to outside: whatever commands run there, everything
 * outside stays unopened and unchanged, and no word of it appears. What is opened is seen by the
 * system (inotify); where that does not exist, by the words and times alone. Some of the clones in
 * every run, all of them with {@code -Dledger.stress=full}.
 */
class OutsideLinksIT {
  private static final long SEED = 15;

  private static final List<String> READING =
      List.of(
          "list",
          "list --ref HEAD",
          "show T-1",
          "check",
          "log",
          "diff HEAD",
          "changes --since HEAD",
          "results",
          "results T-1",
          "results verify",
          "results show RUN",
          "compare pinned latest T-1",
          "verify --why T-1",
          "undo --list",
          "hook status",
          "site --check",
          "add New --prefix T --dry-run",
          "edit T-2 --notes changed --dry-run",
          "done T-1 --dry-run",
          "remove T-2 --dry-run",
          "renumber T-2 T-9 --dry-run",
          "undo --dry-run",
          "history backfill",
          "results prune");

  private static final List<String> CHANGING =
      List.of(
          "site",
          "results import events.jsonl --env pinned",
          "results accept T-1 --reason because",
          "check --fix",
          "add New --prefix T",
          "edit T-2 --notes changed",
          "start T-2",
          "done T-1",
          "renumber T-2 T-9",
          "remove T-9",
          "undo",
          "hook install --merge-driver",
          "hook uninstall");

  @TempDir Path temporary;
  private Path base;
  private String run;

  @BeforeEach
  void open() throws Exception {
    base = KindsOfFiles.in(temporary.resolve("base"));
    try (var records = Files.list(base.resolve("ledger/results/T-1"))) {
      run = records.map(file -> file.getFileName().toString()).sorted().findFirst().orElseThrow();
    }
    run = run.substring(0, run.indexOf('.'));
  }

  /** Without a link, most commands do what they are asked, so that a refusal is because of one. */
  @Test
  void commandsAreRight() throws Exception {
    HostileClone clone = clones(List.of(Path.of("lefthook.yml")), Target.NOWHERE).getFirst();
    for (String command : concat(READING, CHANGING)) {
      assertThat(clone.run(command)).as(command).doesNotContain("Usage:", "nknown option");
    }
  }

  @Test
  void nothingOutsideIsTouched() throws Exception {
    List<Path> paths = KindsOfFiles.of(base);
    assertThat(paths).hasSizeGreaterThan(45);
    List<HostileClone> clones = new ArrayList<>(some(clones(paths, Target.SAME), 18));
    for (Target target : List.of(Target.OTHER_TYPE, Target.NOWHERE, Target.ITSELF)) {
      clones.addAll(some(clones(paths, target), 3));
    }
    tryAll(clones, concat(READING, CHANGING), HostileClone::run);
  }

  @Test
  void noProcessTouchesWhatIsOutside() throws Exception {
    List<HostileClone> clones = clones(KindsOfFiles.of(base), Target.SAME);
    List<String> commands = new ArrayList<>(READING);
    Collections.shuffle(commands, new Random(SEED));
    List<String> few = commands.subList(0, Scale.of(5, commands.size()));
    tryAll(some(clones, 4), concat(few, List.of("site", "done T-1")), HostileClone::runProcess);
  }

  private List<HostileClone> clones(List<Path> paths, Target target) throws Exception {
    List<HostileClone> clones = new ArrayList<>();
    for (Path path : paths) {
      Path place = temporary.resolve(target + "-" + clones.size());
      clones.add(HostileClone.of(base, path, target, place));
    }
    return clones;
  }

  private static List<HostileClone> some(List<HostileClone> clones, int few) {
    List<HostileClone> shuffled = new ArrayList<>(clones);
    Collections.shuffle(shuffled, new Random(SEED));
    return shuffled.subList(0, Scale.of(few, shuffled.size()));
  }

  private static List<String> concat(List<String> one, List<String> two) {
    List<String> all = new ArrayList<>(one);
    all.addAll(two);
    return all;
  }

  private interface Way {
    String run(HostileClone clone, String command) throws Exception;
  }

  private void tryAll(List<HostileClone> clones, List<String> commands, Way way) throws Exception {
    List<SortedMap<String, String>> before = new ArrayList<>();
    for (HostileClone clone : clones) {
      before.add(HostileClone.state(clone.outside()));
    }
    List<String> wrong = new ArrayList<>();
    for (HostileClone clone : clones) {
      Opens opens = Opens.below(List.of(clone.outside()));
      for (String command : commands) {
        String said = way.run(clone, command.replace("RUN", run));
        if (said.contains(HostileClone.CANARY) || said.contains("bug in ledger")) {
          wrong.add(clone + ": " + command + ": " + said);
        }
      }
      opens.seen().forEach(name -> wrong.add(clone + ": " + name));
      SortedMap<String, String> made = HostileClone.state(clone.folder());
      made.forEach(
          (name, text) -> {
            if (text.contains(HostileClone.CANARY)) {
              wrong.add(clone + ": copied into " + name);
            }
          });
    }
    assertThat(wrong).isEmpty();
    for (int i = 0; i < clones.size(); i++) {
      assertThat(HostileClone.state(clones.get(i).outside()))
          .as(clones.get(i).toString())
          .isEqualTo(before.get(i));
    }
  }
}
