package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real commit, the real hook, the real jar, from a path with a space. */
class HookIT {
  @Test
  void anUnsortedLedgerIsNotCommittedAndASortedOneIs(@TempDir Path temp) throws Exception {
    Tool tool = Tool.copy(Files.createDirectory(temp.resolve("a b")));
    Path ledger = tool.path("ledger/TASKS.md");
    Files.copy(
        Path.of("src/test/resources/seed/TASKS.md"),
        ledger,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    tool.git("init", "-q");
    tool.git("add", "ledger/TASKS.md");
    assertThat(tool.git("commit", "-qm", "first").exit()).isZero();
    assertThat(tool.ledger("hook", "status").exit()).isEqualTo(1);
    assertThat(tool.ledger("hook", "install").exit()).isZero();
    assertThat(tool.ledger("hook", "status").exit()).isZero();

    List<String> lines = new ArrayList<>(Files.readAllLines(ledger));
    lines.add(8, lines.remove(12));
    Files.write(ledger, lines);
    tool.git("add", "ledger/TASKS.md");
    Tool.Ended refused = tool.git("commit", "-m", "unsorted");
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.out() + refused.err())
        .contains("[unsorted]", "'ledger check --staged --fix' fixes it");

    // The staged ledger counts: mending the file alone is not enough.
    assertThat(tool.ledger("sort").exit()).isZero();
    assertThat(tool.git("commit", "-m", "still unsorted").exit()).isNotZero();
    assertThat(tool.ledger("check", "--staged", "--fix").exit()).isZero();
    Files.writeString(ledger, Files.readString(ledger) + "\n");
    tool.git("add", "ledger/TASKS.md");
    Files.writeString(ledger, Files.readString(ledger) + "\n");
    tool.git("add", "ledger/TASKS.md");
    Tool.Ended accepted = tool.git("commit", "-m", "sorted");
    assertThat(accepted.exit()).as(accepted.err()).isZero();

    Files.write(ledger, lines);
    tool.git("add", "ledger/TASKS.md");
    Files.delete(ledger);
    Tool.Ended deleted = tool.git("commit", "-m", "unsorted, and its file deleted");
    assertThat(deleted.exit()).isNotZero();
    assertThat(deleted.out() + deleted.err()).contains("[unsorted]");
    assertThat(tool.git("checkout", "HEAD", "--", "ledger/TASKS.md").exit()).isZero();
    assertThat(tool.ledger("hook", "uninstall").exit()).isZero();
  }

  /** Its thousands of entries take as long as reading the index and the staged ledger (ADR 3). */
  @Test
  void theCheckOpensNoJar(@TempDir Path temp) throws Exception {
    Tool tool = Tool.copy(Files.createDirectory(temp.resolve("copy")));
    tool.git("init", "-q");
    tool.git("add", "ledger");
    assertThat(tool.git("commit", "-qm", "first").exit()).isZero();
    assertThat(tool.ledger("check", "--staged").exit()).as("makes the archive").isZero();
    Path loaded = temp.resolve("loaded");
    Tool.Ended ended =
        Tool.run(
            tool.path("."),
            "env",
            "LEDGER_JAVA_OPTS=-Xlog:class+init=info:file=" + loaded,
            tool.path("bin/ledger").toString(),
            "check",
            "--staged");
    assertThat(ended.exit()).as(ended.err()).isZero();
    String initialised = Files.readString(loaded);
    assertThat(initialised).contains("org/eclipse/jgit/dircache/DirCache'");
    assertThat(initialised).doesNotContain("java/util/zip/ZipFile$Source'");
  }
}
