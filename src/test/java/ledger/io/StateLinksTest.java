package ledger.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link in place of a file of this machine's state is not followed. */
class StateLinksTest {
  @TempDir Path folder;
  private StateFolder state;
  private Path foreign;

  @BeforeEach
  void open() throws Exception {
    state = new StateFolder(folder.resolve(".ledger"));
    state.make();
    foreign = Files.writeString(folder.resolve("foreign"), "words");
  }

  private Path link(String name) throws Exception {
    return Files.createSymbolicLink(state.path().resolve(name), foreign);
  }

  @Test
  void itIsRefused() throws Exception {
    Path link = link("running");
    assertThatThrownBy(() -> state.at("running")).isInstanceOf(Barred.class);
    assertThatThrownBy(() -> state.file("running")).hasCauseInstanceOf(Barred.class);
    assertThatThrownBy(() -> DurableFile.content(link)).hasMessageContaining("running");
  }

  @Test
  void theMemoryOfDigestsIsMadeAgain() throws Exception {
    Path large = Files.write(folder.resolve("large"), new byte[1 << 20]);
    String stamp = FileStamp.of(large).orElseThrow().toText();
    Files.writeString(foreign, "forged\t" + stamp + "\tCONTENT " + large + "\n");
    Path link = link("digests");
    FileDigests digests = new FileDigests(state, GuardedFiles.of(folder));
    assertThat(digests.of(large, FileDigests.DigestForm.CONTENT).orElseThrow()).hasSize(64);
    assertThat(Files.readString(foreign)).startsWith("forged");
    assertThat(link).isRegularFile().isNotEqualTo(foreign);
    assertThat(Files.isSymbolicLink(link)).isFalse();
  }
}
