package ledger.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
  private static final String LEDGER = "sub folder/ledger/TASKS.md";

  @TempDir Path folder;
  private Scratch git;

  @BeforeEach
  void create() throws Exception {
    git = Scratch.create(folder, "a checkout");
    git.write(LEDGER, "one\n");
    git.git("add", ".");
    git.git("commit", "-q", "-m", "first");
  }

  @Test
  void findsTheRootFromAnyFolderAndFromAFileThatIsNotThereYet() throws Exception {
    for (String from : List.of(".", "sub folder", LEDGER, "not/there/yet.md")) {
      try (Checkout checkout = open(git, from)) {
        assertThat(checkout.root()).isEqualTo(git.root().toRealPath());
      }
    }
  }

  @Test
  void findsItThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), git.path("sub folder"));
    try (Checkout checkout = Checkout.find(link, Map.of()).orElseThrow()) {
      assertThat(checkout.root()).isEqualTo(git.root().toRealPath());
      assertThat(checkout.staged(link.resolve("ledger/TASKS.md")).map(CheckoutTest::text))
          .contains("one\n");
    }
  }

  @Test
  void outsideOfARepositoryAndInABareOneThereIsNone() throws Exception {
    assertThat(Checkout.find(folder.resolve("home"), Map.of())).isEmpty();
    git.git("clone", "-q", "--bare", ".", folder.resolve("bare.git").toString());
    assertThat(Checkout.find(folder.resolve("bare.git"), Map.of())).isEmpty();
  }

  @Test
  void aBrokenRepositoryIsNamed() throws Exception {
    git.git("config", "core.repositoryformatversion", "99");
    assertThatThrownBy(() -> open(git, "."))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot read the git repository")
        .hasMessageContaining("a checkout");
  }

  @Test
  void aRepositoryWithSha256NamesIsReadByGit() throws Exception {
    Path other = Files.createDirectories(folder.resolve("sha256"));
    git.git("init", "-q", "-b", "main", "--object-format=sha256", other.toString());
    Scratch sha256 = git.at(other);
    sha256.write("TASKS.md", "new\n");
    sha256.git("add", ".");
    try (Checkout checkout = open(sha256, ".")) {
      assertThat(checkout.branch()).contains("main");
      assertThat(checkout.headCommit()).isEmpty();
      assertThat(checkout.staged(sha256.path("TASKS.md")).map(CheckoutTest::text))
          .contains("new\n");
    }
  }

  @Test
  void tellsCommitAndBranch() throws Exception {
    git.git("switch", "-q", "-c", "feature/x");
    try (Checkout checkout = open(git, ".")) {
      assertThat(checkout.headCommit()).contains(git.git("rev-parse", "HEAD").strip());
      assertThat(checkout.branch()).contains("feature/x");
    }
    git.git("switch", "-q", "--detach");
    try (Checkout checkout = open(git, ".")) {
      assertThat(checkout.branch()).isEmpty();
    }
  }

  @Test
  void beforeTheFirstCommit() throws Exception {
    Scratch fresh = Scratch.create(folder.resolve("other"), "fresh");
    fresh.write("TASKS.md", "new\n");
    try (Checkout checkout = open(fresh, ".")) {
      assertThat(checkout.headCommit()).isEmpty();
      assertThat(checkout.branch()).contains("main");
    }
    fresh.git("add", ".");
    try (Checkout checkout = open(fresh, ".")) {
      assertThat(checkout.staged(fresh.path("TASKS.md")).map(CheckoutTest::text)).contains("new\n");
    }
  }

  @Test
  void readsTheStagedBytesAndNotTheFiles() throws Exception {
    git.write(LEDGER, "two\r\n");
    git.git("add", ".");
    git.write(LEDGER, "three\n");
    try (Checkout checkout = open(git, ".")) {
      assertThat(checkout.staged(git.path(LEDGER)).map(CheckoutTest::text)).contains("two\r\n");
    }
  }

  @Test
  void nothingIsStagedWhereTheIndexEqualsTheHead() throws Exception {
    git.write(LEDGER, "two\n");
    try (Checkout checkout = open(git, ".")) {
      assertThat(checkout.staged(git.path(LEDGER)).map(CheckoutTest::text)).contains("one\n");
    }
  }

  @Test
  void untrackedIntendedAndForeignFilesHaveNoStagedBytes() throws Exception {
    git.write("new.md", "new\n");
    git.write("intended.md", "intended\n");
    git.git("add", "-N", "intended.md");
    Path foreign = Files.writeString(folder.resolve("foreign.md"), "x");
    try (Checkout checkout = open(git, ".")) {
      for (Path file : List.of(git.path("new.md"), git.path("intended.md"), foreign)) {
        assertThat(checkout.staged(file)).as("%s", file).isEmpty();
      }
    }
  }

  @Test
  void aDeletedFileIsStagedWithoutBytes() throws Exception {
    git.git("rm", "-q", LEDGER);
    try (Checkout checkout = open(git, ".")) {
      assertThat(checkout.staged(git.path(LEDGER))).isEmpty();
    }
  }

  @Test
  void anUnresolvedConflictIsAnError() throws Exception {
    git.git("switch", "-q", "-c", "other");
    git.write(LEDGER, "theirs\n");
    git.git("commit", "-q", "-am", "theirs");
    git.git("switch", "-q", "main");
    git.write(LEDGER, "ours\n");
    git.git("commit", "-q", "-am", "ours");
    assertThat(git.tryGit("merge", "other").exit()).isNotZero();
    try (Checkout checkout = open(git, ".")) {
      assertThatThrownBy(() -> checkout.staged(git.path(LEDGER)))
          .isInstanceOf(IOException.class)
          .hasMessage(LEDGER + " has an unresolved merge conflict");
    }
  }

  @Test
  void whereJGitWouldAnswerDifferentlyGitDoes() throws Exception {
    git.write("other.md", "replaced\n");
    String other = git.git("hash-object", "-w", "other.md").strip();
    git.git("replace", git.git("rev-parse", ":" + LEDGER).strip(), other);
    try (Checkout checkout = open(git, ".")) {
      assertThat(checkout.staged(git.path(LEDGER)).map(CheckoutTest::text))
          .contains("replaced\n")
          .contains(git.git("show", ":" + LEDGER));
    }
    // Split after the ledger was changed: the shared part has it as it was before.
    git.git("replace", "-d", git.git("rev-parse", ":" + LEDGER).strip());
    git.git("update-index", "--split-index");
    git.write(LEDGER, "two\n");
    git.git("add", LEDGER);
    try (Checkout checkout = open(git, ".")) {
      assertThat(checkout.staged(git.path(LEDGER)).map(CheckoutTest::text)).contains("two\n");
      assertThat(checkout.has(git.path("nowhere.md"))).isFalse();
    }
    git.git("update-index", "--no-split-index");
    git.git("config", "extensions.strange", "true");
    git.git("config", "core.repositoryFormatVersion", "1");
    try (Checkout checkout = open(git, ".")) {
      assertThatThrownBy(() -> checkout.staged(git.path(LEDGER)))
          .hasMessageContaining("unknown repository extension");
    }
  }

  @Test
  void readsTheIndexThatGitNamesToAHook() throws Exception {
    Files.copy(git.path(".git/index"), git.path(".git/next-index-1.lock"));
    git.write(LEDGER, "two\n");
    git.git("add", ".");
    Map<String, String> hook = Map.of("GIT_INDEX_FILE", ".git/next-index-1.lock");
    try (Checkout checkout = Checkout.find(git.root(), hook).orElseThrow()) {
      assertThat(checkout.staged(git.path(LEDGER)).map(CheckoutTest::text)).contains("one\n");
    }
    Map<String, String> ours =
        Map.of("GIT_INDEX_FILE", ".git/next-index-1.lock", "GIT_DIR", ".git");
    try (Checkout checkout = Checkout.find(git.root(), ours).orElseThrow()) {
      assertThat(checkout.staged(git.path(LEDGER)).map(CheckoutTest::text)).contains("one\n");
    }
  }

  @Test
  void anIndexOfAnotherRepositoryIsNotRead() throws Exception {
    Scratch other = Scratch.create(folder.resolve("other"), "other");
    Map<String, String> foreign =
        Map.of(
            "GIT_INDEX_FILE", other.path(".git/index").toString(),
            "GIT_DIR", other.path(".git").toString());
    try (Checkout checkout = Checkout.find(git.root(), foreign).orElseThrow()) {
      assertThat(checkout.staged(git.path(LEDGER)).map(CheckoutTest::text)).contains("one\n");
    }
  }

  @Test
  void aLinkedWorktreeHasItsOwnRootIndexAndBranch() throws Exception {
    Path linked = folder.resolve("linked tree");
    git.git("worktree", "add", "-q", "-b", "side", linked.toString());
    Scratch side = git.at(linked);
    side.write(LEDGER, "side\n");
    side.git("add", ".");
    try (Checkout checkout = open(side, LEDGER)) {
      assertThat(checkout.root()).isEqualTo(linked.toRealPath());
      assertThat(checkout.branch()).contains("side");
      assertThat(checkout.headCommit()).contains(git.git("rev-parse", "HEAD").strip());
      assertThat(checkout.staged(side.path(LEDGER)).map(CheckoutTest::text)).contains("side\n");
      assertThat(new FilesInGit(checkout).unchanged(List.of(side.path(LEDGER)))).isEmpty();
    }
    try (Checkout checkout = open(git, ".")) {
      assertThat(new FilesInGit(checkout).unchanged(List.of(git.path(LEDGER)))).hasSize(1);
    }
  }

  @Test
  void packedAndShallowRepositoriesAreRead() throws Exception {
    git.write(LEDGER, "two\n");
    git.git("commit", "-q", "-am", "second");
    git.git("gc", "-q");
    Path shallow = folder.resolve("shallow");
    git.git("clone", "-q", "--depth", "1", git.root().toUri().toString(), shallow.toString());
    try (Checkout checkout = open(git.at(shallow), ".")) {
      assertThat(checkout.headCommit()).contains(git.git("rev-parse", "HEAD").strip());
      assertThat(checkout.staged(shallow.resolve(LEDGER)).map(CheckoutTest::text))
          .contains("two\n");
    }
  }

  /** JGit's own reader keeps notes in the user's home and beside the repository. */
  @Test
  void writesNothing() throws Exception {
    Path home = Path.of(System.getProperty("user.home"));
    Path notes = home.resolve(".config/jgit");
    boolean before = Files.exists(notes);
    List<Path> files = listing();
    try (Checkout checkout = open(git, ".")) {
      new FilesInGit(checkout).unchanged(List.of(git.path(LEDGER)));
      new FilesInGit(checkout).ignored(List.of(git.path(LEDGER)));
      checkout.branch();
      checkout.staged(git.path(LEDGER));
    }
    assertThat(Files.exists(notes)).isEqualTo(before);
    assertThat(listing()).isEqualTo(files);
    assertThat(org.eclipse.jgit.util.SystemReader.getInstance()).isInstanceOf(GitEnvironment.class);
  }

  private List<Path> listing() throws IOException {
    try (Stream<Path> all = Files.walk(git.root())) {
      return all.sorted().toList();
    }
  }

  private static Checkout open(Scratch scratch, String from) throws IOException {
    Optional<Checkout> found = Checkout.find(scratch.path(from), Map.of());
    return found.orElseThrow();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
