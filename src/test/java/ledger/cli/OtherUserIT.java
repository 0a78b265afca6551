package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to somebody else. Needs root, who can make such files, and setpriv. */
class OtherUserIT {
  private static final String NOBODY = "65534";

  @TempDir Path temporary;
  private Path folder;
  private Scratch scratch;

  @BeforeEach
  void prepare() throws Exception {
    assumeTrue(Tool.run(temporary, "id", "-u").out().strip().equals("0"), "needs root");
    assumeTrue(asNobody("true").exit() == 0, "needs setpriv");
    Tool.run(temporary, "chmod", "755", temporary.toString());
    folder = Files.createDirectory(temporary.resolve("work"));
    scratch = Scratch.with(folder);
  }

  private Tool.Ended asNobody(String... command) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "env"));
    words.add("HOME=/tmp");
    words.addAll(List.of(command));
    return Tool.run(folder == null ? temporary : folder, words.toArray(String[]::new));
  }

  private Tool.Ended ledgerOfNobody(String... args) throws Exception {
    return asNobody(Scratch.command(args).toArray(String[]::new));
  }

  private void must(String... command) throws Exception {
    Tool.Ended ended = Tool.run(folder, command);
    assertThat(ended.exit()).as(ended.err()).isZero();
  }

  private String stat(String format, String file) throws Exception {
    return Tool.run(folder, "stat", "-c", format, file).out().strip();
  }

  @Test
  void aStateFolderOfSomebodyElseIsRefused() throws Exception {
    must("chown", "-R", NOBODY, ".ledger");
    for (List<String> command : List.of(List.of("undo", "--list"), List.of("add", "Three"))) {
      Tool.Ended ended = scratch.run(command.toArray(String[]::new));
      assertThat(ended.exit()).isEqualTo(3);
      assertThat(ended.err()).contains(".ledger belongs to nobody", "help: work as nobody");
    }
    assertThat(scratch.run("list").exit()).isZero();
    // To root, the whole workspace is a mounted folder then.
    must("chown", "-R", NOBODY, ".");
    scratch.must("add", "Three");
    assertThat(stat("%u", "ledger/TASKS.md")).isEqualTo(NOBODY);
  }

  /** As git-lfs leaves a lockable file. */
  @Test
  void aReadOnlyFileIsRefused() throws Exception {
    must("chown", "-R", NOBODY, ".");
    must("chmod", "444", "ledger/TASKS.md");
    String before = stat("%i %Y %a", "ledger/TASKS.md");
    Tool.Ended ended = ledgerOfNobody("add", "Three");
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.err()).contains("TASKS.md is read-only; nothing was changed", "git lfs lock");
    assertThat(stat("%i %Y %a", "ledger/TASKS.md")).isEqualTo(before);
    assertThat(ledgerOfNobody("undo", "--list").out()).doesNotContain("Three");
    scratch.must("add", "Three"); // A mode does not stop root.
    assertThat(stat("%U %a", "ledger/TASKS.md")).isEqualTo("nobody 444");
  }

  @Test
  void aLockThatAnotherUserMade() throws Exception {
    must("chown", "-R", NOBODY, ".");
    must("chown", "root", ".ledger/lock");
    must("chmod", "644", ".ledger/lock");
    Tool.Ended ended = ledgerOfNobody("add", "Three");
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.err()).contains("lock belongs to root", "help: work as root");
  }

  @Test
  void anOwnerThatCannotBeKeptByAReplacementIsKeptInPlace() throws Exception {
    must("chown", "-R", NOBODY, ".");
    must("chown", "root:root", "ledger/TASKS.md");
    must("chmod", "666", "ledger/TASKS.md");
    Tool.Ended ended = ledgerOfNobody("add", "Three");
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("TASKS.md was written in place, because its owner");
    assertThat(stat("%U:%G %a", "ledger/TASKS.md")).isEqualTo("root:root 666");
    assertThat(ledgerOfNobody("undo").exit()).isZero();
    assertThat(stat("%U:%G %a", "ledger/TASKS.md")).isEqualTo("root:root 666");
  }

  @Test
  void aFolderThatCannotBeWritten() throws Exception {
    must("chown", "-R", NOBODY, ".");
    must("chown", "root", "ledger");
    Tool.Ended ended = ledgerOfNobody("add", "Three");
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("its folder cannot be written");
    assertThat(ledgerOfNobody("start", "A-001").exit()).as("it needs a page").isEqualTo(3);
    assertThat(ledgerOfNobody("undo").exit()).isZero();
  }

  /** An access list for user 65534, and an attribute of the user's own. */
  private static final String ATTRIBUTES =
      """
      import os, struct, sys
      entries = [(1, 6, -1), (2, 6, 65534), (4, 4, -1), (16, 6, -1), (32, 0, -1)]
      acl = struct.pack("<I", 2) + b"".join(
          struct.pack("<HHI", tag, bits, who & 0xFFFFFFFF) for tag, bits, who in entries)
      os.setxattr(sys.argv[1], "user.note", b"mine")
      os.setxattr(sys.argv[1], "system.posix_acl_access", acl)
      """;

  private static final String SHOW =
      "import os, sys; f = sys.argv[1]; print({n: os.getxattr(f, n) for n in sorted(os.listxattr(f))})";

  @Test
  void groupAndAttributesAreKept() throws Exception {
    must("chgrp", NOBODY, "ledger/TASKS.md");
    Tool.Ended set = Tool.run(folder, "python3", "-c", ATTRIBUTES, "ledger/TASKS.md");
    assumeTrue(set.exit() == 0, () -> "the file system has no such attributes: " + set.err());
    String attributes = Tool.run(folder, "python3", "-c", SHOW, "ledger/TASKS.md").out();
    String mode = stat("%g %a %i", "ledger/TASKS.md");
    scratch.must("add", "Three");
    assertThat(Tool.run(folder, "python3", "-c", SHOW, "ledger/TASKS.md").out())
        .isEqualTo(attributes)
        .contains("user.note", "posix_acl_access");
    String now = stat("%g %a %i", "ledger/TASKS.md");
    assertThat(now.substring(0, now.lastIndexOf(' ')))
        .isEqualTo(mode.substring(0, mode.lastIndexOf(' ')));
    assertThat(now).as("another file took its place").isNotEqualTo(mode);
  }
}
