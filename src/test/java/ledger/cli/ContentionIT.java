package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many commands change one ledger at once: every effect is there, and nothing else. */
class ContentionIT {
  private static final int PROCESSES = Scale.of(8, 50);
  private static final int COMMANDS = Scale.of(4, 20);

  @TempDir Path folder;

  /** Half of the commands add a row, half append to one cell that all of them share. */
  @Test
  void noUpdateIsLost() throws Exception {
    Scratch scratch = Scratch.with(folder);
    try (ExecutorService workers = Executors.newFixedThreadPool(PROCESSES)) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int worker = 0; worker < PROCESSES; worker++) {
        String name = "w" + worker;
        Callable<Integer> work = () -> work(scratch, name);
        all.add(workers.submit(work));
      }
      for (Future<Integer> each : all) {
        assertThat(each.get()).as("commands that succeeded").isEqualTo(COMMANDS);
      }
    }
    Ledger ledger = scratch.read();
    List<String> titles = ledger.tasks().stream().map(Task::title).toList();
    String notes = ledger.find(new TaskId("A-001")).orElseThrow().text("Notes");
    int rows = 2;
    for (int worker = 0; worker < PROCESSES; worker++) {
      for (int i = 0; i < COMMANDS; i++) {
        String effect = "w" + worker + "c" + i + ".";
        if (i % 2 == 0) {
          assertThat(titles).containsOnlyOnce(effect);
          rows++;
        } else {
          assertThat(notes).containsOnlyOnce(effect);
        }
      }
    }
    assertThat(titles).hasSize(rows);
  }

  private static int work(Scratch scratch, String name) throws Exception {
    int succeeded = 0;
    for (int i = 0; i < COMMANDS; i++) {
      String effect = name + "c" + i + ".";
      if (i % 2 == 0) {
        scratch.must("add", effect, "--prefix", "A", "--priority", "Medium");
      } else {
        scratch.must("edit", "A-001", "--append", effect);
      }
      succeeded++;
    }
    return succeeded;
  }
}
