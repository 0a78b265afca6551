package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments of a move, which writes the table and the task's page: there
 * are only the files as they were and the files as they shall be, and the next command needs no
 * help.
 */
class KillIT {
  private static final int KILLS = Scale.of(20, 300);

  @TempDir Path folder;

  @Test
  void theNextCommandFindsAllOrNothing() throws Exception {
    Scratch scratch = Scratch.with(folder);
    scratch.must("move", "A-001", "start");
    TreeMap<String, String> started = scratch.files();
    long begin = System.nanoTime();
    scratch.must("undo");
    scratch.must("move", "A-001", "start");
    long usual = (System.nanoTime() - begin) / 2;
    assertThat(scratch.files()).isEqualTo(started);
    scratch.must("undo");
    TreeMap<String, String> backlog = scratch.files();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int finished = 0;
    int mended = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      String what = "seed " + seed + ", kill " + kill;
      killed(scratch, random.nextLong(usual + usual / 3));
      assertThat(scratch.read().tasks()).as(what).hasSize(2);
      assertThat(text(scratch.file())).isIn(List.of(text(backlog), text(started)));
      // A changing command repairs; this one changes nothing itself.
      Tool.Ended next = scratch.must("sort");
      mended += next.err().contains("finished an interrupted command") ? 1 : 0;
      assertThat(scratch.files()).as(what).isIn(List.of(backlog, started));
      assertThat(pending(scratch)).as(what).isEmpty();
      if (scratch.files().equals(started)) {
        finished++;
        scratch.must("undo");
      }
      assertThat(scratch.files()).as(what).isEqualTo(backlog);
    }
    System.out.println(
        KILLS + " kills: " + finished + " moves were made, " + mended + " of them by repair");
  }

  private static void killed(Scratch scratch, long nanos) throws Exception {
    Process process =
        new ProcessBuilder(Scratch.command("move", "A-001", "start"))
            .directory(scratch.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    TimeUnit.NANOSECONDS.sleep(nanos);
    process.destroyForcibly(); // SIGKILL
    process.waitFor();
  }

  private static List<String> pending(Scratch scratch) throws Exception {
    Path journal = scratch.path(".ledger/journal");
    if (!Files.isDirectory(journal)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(journal)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.contains("pending"))
          .toList();
    }
  }

  private static String text(Path file) throws Exception {
    return Files.readString(file);
  }

  private static String text(Map<String, String> files) {
    return String.valueOf(files.get("ledger/TASKS.md"));
  }
}
