package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full at each of a command's writes: exit 3, and every byte as before. */
class FullDiskIT {
  private static final int PAGE = 4096;

  @TempDir Path folder;

  /** A limit for the size of files, one block more each time, until the command succeeds. */
  @Test
  void aFileThatMayNotGrow() throws Exception {
    Scratch scratch = Scratch.with(folder);
    grow(scratch);
    TreeMap<String, String> before = scratch.files();
    long length = Files.size(scratch.file());
    for (long limit : List.of(0L, 1L, length / 1024 - 1, length / 1024)) {
      Limited ended = limited(limit);
      assertThat(ended.text())
          .as("limit " + limit)
          .containsIgnoringCase("file too large")
          .contains(folder.getFileName().toString());
      assertThat(ended.exit()).as(ended.text()).isEqualTo(3);
      assertUntouched(scratch, before, "limit " + limit);
    }
    scratch.must("move", "A-001", "start");
  }

  private record Limited(int exit, String text) {}

  /**
   * A move whose process may write files of so many kilobytes; its messages go through a pipe. The
   * launcher has not seen this PATH before, and cannot write down what it finds.
   */
  private Limited limited(long kilobytes) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "ulimit -f " + kilobytes + "; PATH=$PATH:/" + kilobytes + " exec \"$@\"",
                "bash"));
    command.addAll(Scratch.command("move", "A-001", "start"));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Limited(process.waitFor(), text);
  }

  /** A small disk, one page more free each time, until the command succeeds. */
  @Test
  void aDiskThatIsFull() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Tool.Ended mounted =
        Tool.run(folder, "mount", "-t", "tmpfs", "-o", "size=256k", "none", disk.toString());
    assumeTrue(
        mounted.exit() == 0,
        () -> "a small disk cannot be mounted, a file that may not grow stands for it: " + mounted);
    try {
      Scratch scratch = Scratch.with(disk);
      grow(scratch);
      TreeMap<String, String> before = scratch.files();
      int refused = 0;
      while (true) {
        fill(disk, refused);
        Tool.Ended ended = scratch.run("move", "A-001", "start");
        Files.delete(disk.resolve("filler"));
        if (ended.exit() == 0) {
          break;
        }
        assertThat(ended.exit()).as(ended.err()).isEqualTo(3);
        assertThat(ended.err()).containsIgnoringCase("no space left");
        assertUntouched(scratch, before, refused + " pages free");
        refused++;
      }
      System.out.println("refused with up to " + refused + " pages free");
      assertThat(refused).as("writes that met a full disk").isGreaterThan(8);
      assertThat(scratch.files()).isNotEqualTo(before);
      scratch.must("undo");
      assertThat(scratch.files()).isEqualTo(before);
    } finally {
      Tool.run(folder, "umount", disk.toString());
    }
  }

  /** So long that its copy needs several pages. */
  private static void grow(Scratch scratch) throws Exception {
    scratch.must("edit", "A-002", "--notes", "word ".repeat(3000));
  }

  /** Takes all pages but some. */
  private static void fill(Path disk, int free) throws Exception {
    long space = Files.getFileStore(disk).getUsableSpace() / PAGE;
    try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
      for (long page = 0; page < space - free; page++) {
        filler.write(new byte[PAGE]);
      }
    }
  }

  private static void assertUntouched(Scratch scratch, TreeMap<String, String> before, String when)
      throws Exception {
    TreeMap<String, String> now = scratch.files();
    now.remove("disk");
    assertThat(now).as(when).isEqualTo(before);
    try (Stream<Path> all = Files.walk(scratch.folder())) {
      assertThat(all.map(Path::toString).filter(f -> f.endsWith(".tmp") || f.endsWith(".pending")))
          .as(when)
          .isEmpty();
    }
  }
}
