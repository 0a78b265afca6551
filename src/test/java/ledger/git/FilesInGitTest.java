package ledger.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesInGitTest {
  @TempDir Path folder;
  private Scratch git;

  @BeforeEach
  void open() throws Exception {
    git = Scratch.create(folder, "repo");
    git.write(".gitignore", "/built/\n*.log\n!kept.log\n");
    git.write("a.txt", "one\n");
    git.write("deep/b.txt", "one\n");
    git.write("tracked.log", "one\n");
    git.git("add", "-f", ".");
    git.git("commit", "-q", "-m", "first");
  }

  private Set<String> unchanged(String... files) throws Exception {
    try (Checkout checkout = Checkout.find(git.root(), Map.of()).orElseThrow()) {
      return names(new FilesInGit(checkout).unchanged(paths(files)));
    }
  }

  private Set<String> ignored(String... files) throws Exception {
    try (Checkout checkout = Checkout.find(git.root(), Map.of()).orElseThrow()) {
      return names(new FilesInGit(checkout).ignored(paths(files)));
    }
  }

  private Set<String> tracked(String... files) throws Exception {
    try (Checkout checkout = Checkout.find(git.root(), Map.of()).orElseThrow()) {
      return names(new FilesInGit(checkout).tracked(paths(files)));
    }
  }

  private List<Path> paths(String... files) {
    return Arrays.stream(files).map(git::path).toList();
  }

  private Set<String> names(Set<Path> files) {
    return files.stream()
        .map(file -> git.root().relativize(file).toString())
        .collect(Collectors.toSet());
  }

  @Test
  void unchangedIsWhatTheCommitHasAsItIs() throws Exception {
    assertThat(unchanged("a.txt", "deep/b.txt")).containsExactlyInAnyOrder("a.txt", "deep/b.txt");
    Files.setLastModifiedTime(git.path("a.txt"), FileTime.fromMillis(0));
    assertThat(unchanged("a.txt")).as("touched only").containsExactly("a.txt");
    git.write("a.txt", "two\n");
    assertThat(unchanged("a.txt", "deep/b.txt")).as("same length").containsExactly("deep/b.txt");
    git.git("add", ".");
    assertThat(unchanged("a.txt")).as("staged").isEmpty();
    git.git("commit", "-q", "-m", "second");
    assertThat(unchanged("a.txt")).containsExactly("a.txt");
    git.write("new.txt", "x");
    assertThat(unchanged("new.txt")).as("untracked").isEmpty();
    Files.delete(git.path("a.txt"));
    assertThat(unchanged("a.txt")).as("deleted").isEmpty();
    assertThat(unchanged("../outside.txt")).isEmpty();
  }

  @Test
  void ignoredIsWhatGitIsToldToAndDoesNotTrack() throws Exception {
    git.write("built/deep/x", "x");
    git.write("deep/run.log", "x");
    git.write("deep/kept.log", "x");
    git.write("deep/.gitignore", "secret\n");
    git.write("deep/secret", "x");
    git.write("plain", "x");
    git.write(".git/info/exclude", "excluded\n");
    git.write("excluded", "x");
    assertThat(
            ignored(
                "built/deep/x",
                "deep/run.log",
                "deep/kept.log",
                "deep/secret",
                "plain",
                "excluded",
                "a.txt",
                "tracked.log",
                "built"))
        .containsExactlyInAnyOrder(
            "built/deep/x", "deep/run.log", "deep/secret", "excluded", "built");
    assertThat(tracked("a.txt", "tracked.log", "plain", "deep", "built"))
        .containsExactlyInAnyOrder("a.txt", "tracked.log", "deep");
  }
}
