package ledger.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
  private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TWO = "two".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void whatIsPublishedIsNeverReplaced() throws IOException {
    Path file = folder.resolve("a/b/file");
    DurableFile.publish(file, ONE);
    assertThatThrownBy(() -> DurableFile.publish(file, TWO))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasBinaryContent(ONE);
    assertThat(FileTree.list(folder.resolve("a/b"))).containsExactly(file);
  }

  @Test
  void overwritingLeavesNothingBeside() throws IOException {
    Path file = folder.resolve("file");
    DurableFile.overwrite(file, ONE);
    DurableFile.overwrite(file, TWO);
    assertThat(file).hasBinaryContent(TWO);
    assertThat(FileTree.list(folder)).containsExactly(file);
  }

  @Test
  void aDraftThatAKilledProcessLeftIsInNobodysWay() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(folder.resolve(".file.tmp"), "a longer text than the next one");
    DurableFile.publish(file, ONE);
    assertThat(file).hasBinaryContent(ONE);
    assertThat(FileTree.list(folder)).containsExactly(file);
  }

  @Test
  void whatIsCreatedWasNotThere() throws IOException {
    Path file = folder.resolve("file");
    DurableFile.create(file, ONE);
    assertThatThrownBy(() -> DurableFile.create(file, TWO))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(DurableFile.content(file)).isEqualTo(ONE);
    assertThat(DurableFile.content(folder.resolve("other"))).isNull();
  }
}
