package ledger.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
  @TempDir Path temporary;
  private Path root;
  private Path outside;

  @BeforeEach
  void make() throws IOException {
    root = Files.createDirectories(temporary.resolve("root"));
    outside = Files.createDirectories(temporary.resolve("outside"));
    Files.createDirectories(root.resolve("b/c"));
    Files.createDirectories(root.resolve("skipped"));
    for (String file : List.of("z", "b/y", "b/c/x", "skipped/w")) {
      Files.writeString(root.resolve(file), file);
    }
    Files.writeString(outside.resolve("kept"), "kept");
    Files.createSymbolicLink(root.resolve("folder"), outside);
    Files.createSymbolicLink(root.resolve("file"), outside.resolve("kept"));
    Files.createSymbolicLink(root.resolve("nowhere"), outside.resolve("gone"));
    Files.createSymbolicLink(root.resolve("b/up"), root);
  }

  @Test
  void listsByName() {
    assertThat(FileTree.list(root))
        .extracting(path -> path.getFileName().toString())
        .containsExactly("b", "file", "folder", "nowhere", "skipped", "z");
    assertThat(FileTree.list(root.resolve("missing"))).isEmpty();
    assertThat(FileTree.list(root.resolve("z"))).isEmpty();
  }

  @Test
  void foldersIncludeTheFirst() throws IOException {
    assertThat(FileTree.folders(root))
        .containsExactlyInAnyOrder(
            root, root.resolve("b"), root.resolve("b/c"), root.resolve("skipped"));
    assertThat(FileTree.folders(root.resolve("missing"))).isEmpty();
  }

  @Test
  void deletesLinksAndNotWhatTheyLeadTo() throws IOException {
    FileTree.delete(root);
    assertThat(root).doesNotExist();
    assertThat(outside.resolve("kept")).hasContent("kept");
    FileTree.delete(root);
  }
}
