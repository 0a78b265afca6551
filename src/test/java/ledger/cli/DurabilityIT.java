package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a loss of power would leave, read from the calls that a move makes to the system: nothing is
 * renamed before it is on the disk, no rename is left to chance, and the ledger comes last.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DurabilityIT {
  private static final Pattern WRITE = Pattern.compile(" write\\(\\d+<([^>]*)>");
  private static final Pattern SYNC = Pattern.compile(" f(?:data)?sync\\(\\d+<([^>]*)>");
  private static final Pattern MAKE = Pattern.compile(" mkdir\\(\"([^\"]*)\"");
  private static final Pattern RENAME = Pattern.compile(" rename\\(\"([^\"]*)\", \"([^\"]*)\"");

  private final List<Call> calls = new ArrayList<>();

  private enum Kind {
    WRITE,
    SYNC,
    MAKE,
    RENAME
  }

  /**
   * A call that succeeded.
   *
   * @param to where a file was renamed to; otherwise the same as {@code file}
   */
  private record Call(Kind kind, Path file, Path to) {}

  @BeforeAll
  void move(@TempDir Path temporary) throws Exception {
    Path folder = temporary.toRealPath();
    Scratch scratch = Scratch.with(folder);
    assumeTrue(Files.exists(Path.of("/proc/self")), "only Linux has strace");
    assertThat(Tool.run(folder, "sh", "-c", "command -v strace").exit())
        .as("strace, which dev/test installs")
        .isZero();
    Path trace = Files.createTempFile("trace", "");
    List<String> command =
        new ArrayList<>(List.of("strace", "-f", "-y", "-s", "0", "-o", trace.toString()));
    command.addAll(List.of("-e", "trace=write,pwrite64,fsync,fdatasync,mkdir,rename"));
    command.addAll(Scratch.command("move", "A-001", "start"));
    Tool.Ended ended = Tool.run(folder, command.toArray(String[]::new));
    assumeTrue(ended.exit() == 0, () -> "strace may not trace here: " + ended.err());
    for (String line : Files.readAllLines(trace)) {
      read(folder, line, WRITE, Kind.WRITE);
      read(folder, line, SYNC, Kind.SYNC);
      read(folder, line, MAKE, Kind.MAKE);
      read(folder, line, RENAME, Kind.RENAME);
    }
    Files.delete(trace);
    assertThat(renamed("TASKS.md")).isPositive();
    assertThat(renamed("A-001.md")).isPositive();
  }

  private void read(Path folder, String line, Pattern pattern, Kind kind) {
    Matcher found = pattern.matcher(line);
    if (found.find() && !line.contains(" = -1 ")) {
      Path file = Path.of(found.group(1));
      if (file.startsWith(folder)) {
        calls.add(new Call(kind, file, found.groupCount() > 1 ? Path.of(found.group(2)) : file));
      }
    }
  }

  private int renamed(String name) {
    return calls.indexOf(
        calls.stream()
            .filter(c -> c.kind == Kind.RENAME && c.to.endsWith(name))
            .findFirst()
            .orElse(null));
  }

  @Test
  void everyByteIsOnTheDiskBeforeTheFirstFileIsExchanged() {
    Set<Path> open = new HashSet<>();
    for (Call call : calls.subList(0, renamed("entry.json"))) {
      switch (call.kind) {
        case WRITE -> open.add(call.file);
        case SYNC -> open.remove(call.file);
        default -> assertThat(call.kind).as("%s", call).isNotEqualTo(Kind.RENAME);
      }
    }
    assertThat(open).as("written and not synced").isEmpty();
    assertThat(calls.subList(renamed("entry.json"), calls.size()))
        .as("from here on nothing needs space")
        .noneMatch(call -> call.kind == Kind.WRITE || call.kind == Kind.MAKE);
  }

  @Test
  void everyRenameIsOnTheDiskBeforeTheNext() {
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).kind == Kind.RENAME) {
        assertThat(calls.get(i + 1).kind).as("after %s", calls.get(i)).isEqualTo(Kind.SYNC);
        assertThat(calls.get(i + 1).file).isEqualTo(calls.get(i).to.getParent());
      }
    }
  }

  @Test
  void everyNewFolderIsOnTheDiskBeforeTheFirstFileIsExchanged() {
    List<Call> before = calls.subList(0, renamed("entry.json"));
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).kind == Kind.MAKE) {
        Path parent = before.get(i).file.getParent();
        assertThat(before.subList(i, before.size()))
            .as("after %s", before.get(i))
            .anyMatch(call -> call.kind == Kind.SYNC && call.file.equals(parent));
      }
    }
  }

  @Test
  void theEntryComesFirstAndTheLedgerLast() {
    assertThat(renamed("entry.json")).isLessThan(renamed("A-001.md"));
    assertThat(renamed("A-001.md")).isLessThan(renamed("TASKS.md"));
  }
}
