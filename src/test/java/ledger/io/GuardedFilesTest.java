package ledger.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far links lead: a workspace in a repository, next to what belongs to somebody else. */
class GuardedFilesTest {
  @TempDir Path temporary;
  private Path repository;
  private Path root;
  private Path outside;
  private GuardedFiles tree;

  @BeforeEach
  void make() throws IOException {
    Path real = temporary.toRealPath();
    repository = Files.createDirectories(real.resolve("repository"));
    root = Files.createDirectories(repository.resolve("work"));
    outside = Files.createDirectories(real.resolve("outside"));
    Files.createDirectories(root.resolve("b/c"));
    Files.createDirectories(root.resolve("skipped"));
    Files.createDirectories(root.resolve(".git"));
    for (String file : List.of("z", "b/y", "b/c/x", "skipped/w", ".git/config")) {
      Files.writeString(root.resolve(file), file);
    }
    Files.writeString(repository.resolve("shared"), "shared");
    Files.writeString(outside.resolve("secret"), "secret");
    tree = new GuardedFiles(root, reach(false));
  }

  private LinkReach reach(boolean anywhere) {
    return new LinkReach() {
      @Override
      public Optional<Path> top() {
        return Optional.of(repository);
      }

      @Override
      public boolean anywhere() {
        return anywhere;
      }

      @Override
      public String way() {
        return "the way";
      }
    };
  }

  private Path link(String name, Path target) throws IOException {
    return Files.createSymbolicLink(root.resolve(name), target);
  }

  private String read(Path file) throws IOException {
    byte[] content = tree.content(file);
    return content == null ? "nothing" : new String(content, StandardCharsets.UTF_8);
  }

  private void isRefused(Path file) {
    assertThatThrownBy(() -> tree.content(file)).isInstanceOf(OutsideLink.class);
    assertThatThrownBy(() -> tree.open(file)).isInstanceOf(OutsideLink.class);
    assertThatThrownBy(() -> tree.resolved(file)).isInstanceOf(OutsideLink.class);
    assertThatThrownBy(() -> tree.isFile(file)).isInstanceOf(OutsideLink.class);
    assertThatThrownBy(() -> tree.named(file)).isInstanceOf(OutsideLink.class);
    assertThatThrownBy(() -> tree.files(file, each -> true)).isInstanceOf(OutsideLink.class);
  }

  @Test
  void linksStayInTheWorkTree() throws IOException {
    assertThat(read(root.resolve("b/y"))).isEqualTo("b/y");
    assertThat(read(root.resolve("b/none"))).isEqualTo("nothing");
    assertThat(read(root.resolve("none/none"))).isEqualTo("nothing");
    assertThat(read(link("one", Path.of("b/y")))).isEqualTo("b/y");
    assertThat(read(link("two", Path.of("one")))).isEqualTo("b/y");
    assertThat(read(link("three", repository.resolve("shared")))).isEqualTo("shared");
    link("folder", Path.of("b"));
    assertThat(read(root.resolve("folder/c/x"))).isEqualTo("b/c/x");
    assertThat(tree.list(root.resolve("folder")))
        .containsExactly(root.resolve("folder/c"), root.resolve("folder/y"));
    assertThat(tree.files(root.resolve("folder"), each -> true))
        .containsExactly(root.resolve("folder/c/x"), root.resolve("folder/y"));
    assertThat(tree.resolved(root.resolve("two"))).isEqualTo(root.resolve("b/y"));
  }

  @Test
  void noLinkLeadsOut() throws IOException {
    isRefused(link("one", outside.resolve("secret")));
    isRefused(link("two", Path.of("one")));
    isRefused(link("three", Path.of("../../outside/secret")));
    link("folder", outside);
    isRefused(root.resolve("folder/secret"));
    isRefused(root.resolve("folder/new"));
    isRefused(root.resolve("folder/new/new"));
    assertThatThrownBy(() -> tree.list(root.resolve("folder")))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(OutsideLink.class);
    assertThat(outside.resolve("secret")).hasContent("secret");
    assertThat(outside.resolve("new")).doesNotExist();
  }

  @Test
  void noLinkLeadsIntoGitsOwnFolder() throws IOException {
    isRefused(link("one", Path.of(".git/config")));
    link("folder", Path.of(".git"));
    isRefused(root.resolve("folder/config"));
    isRefused(root.resolve("folder/hooks/pre-commit"));
    Files.createDirectories(repository.resolve(".GIT"));
    isRefused(link("upper", repository.resolve(".GIT")).resolve("hooks"));
  }

  @Test
  void noLinkLeadsNowhere() throws IOException {
    isRefused(link("gone", outside.resolve("gone")));
    isRefused(link("round", Path.of("trip")));
    isRefused(link("trip", Path.of("round")));
    isRefused(root.resolve("round/file"));
    assertThat(outside.resolve("gone")).doesNotExist();
  }

  @Test
  void whatIsRefusedIsSaidWithoutWhatIsInIt() throws IOException {
    Path link = link("b/page.md", outside.resolve("secret"));
    OutsideLink refused = catchThrowableOfType(OutsideLink.class, () -> tree.content(link));
    assertThat(refused.problem().render())
        .isEqualTo(
            "b/page.md:1:1: error: it leads to %s, outside of %s, and is neither read nor written"
                    .formatted(outside.resolve("secret"), repository)
                + " [outside-link]\n  \n  ^\n  help: the way\n");
  }

  @Test
  void thisMachinesUserMayAllowIt() throws IOException {
    tree = new GuardedFiles(root, reach(true));
    assertThat(read(link("one", outside.resolve("secret")))).isEqualTo("secret");
    link("folder", outside);
    assertThat(read(root.resolve("folder/secret"))).isEqualTo("secret");
    assertThat(tree.resolved(root.resolve("folder/new"))).isEqualTo(outside.resolve("new"));
    assertThat(tree.list(root.resolve("folder"))).containsExactly(root.resolve("folder/secret"));
  }

  /** A tree that is itself reached by a link, as a home folder may be. */
  @Test
  void theWayToTheTreeIsTheUsersOwn() throws IOException {
    Path home = Files.createSymbolicLink(temporary.resolve("home"), repository);
    tree = new GuardedFiles(home.resolve("work"), reach(false));
    assertThat(read(home.resolve("work/z"))).isEqualTo("z");
    assertThat(tree.covers(home.resolve("work/z"))).isTrue();
  }

  @Test
  void aTreeCoversWhatIsWrittenAsItsOwn() throws IOException {
    assertThat(tree.covers(root.resolve("b/y"))).isTrue();
    assertThat(tree.covers(root.resolve("b/../../work/z"))).isTrue();
    assertThat(tree.covers(outside.resolve("secret"))).isFalse();
    assertThat(tree.covers(root.resolve(".git/hooks"))).isFalse();
    assertThat(tree.named(outside.resolve("secret"))).isEqualTo(outside.resolve("secret"));
    assertThatThrownBy(() -> tree.content(outside.resolve("secret")))
        .isInstanceOf(OutsideLink.class);
    assertThatThrownBy(() -> tree.content(root.resolve("../../outside/secret")))
        .isInstanceOf(OutsideLink.class);
  }

  @Test
  void filesAreThoseOfTheFoldersThatItEnters() throws IOException {
    link("file", repository.resolve("shared"));
    link("folder", Path.of("b"));
    link("nowhere", Path.of("gone"));
    link("b/up", root);
    assertThat(tree.files(root, folder -> !folder.endsWith("skipped") && !folder.endsWith(".git")))
        .containsExactly(
            root.resolve("b/c/x"), root.resolve("b/y"), root.resolve("file"), root.resolve("z"));
    assertThat(tree.files(root.resolve("z"), folder -> true)).containsExactly(root.resolve("z"));
    assertThat(tree.files(root.resolve("missing"), folder -> true)).isEmpty();
    link("b/out", outside);
    assertThatThrownBy(() -> tree.files(root.resolve("b"), folder -> true))
        .isInstanceOf(OutsideLink.class);
    assertThat(tree.files(root.resolve("b"), file -> !file.endsWith("out"))).hasSize(2);
  }

  @Test
  void aVisitFollowsLinksOnce() throws IOException {
    link("folder", Path.of("b"));
    link("b/up", root);
    link("shared", repository.resolve("shared"));
    link("nowhere", Path.of("gone"));
    link("out", outside);
    List<Path> seen = new ArrayList<>();
    tree.visit(root, folder -> !folder.endsWith(".git"), (file, attributes) -> seen.add(file));
    assertThat(seen)
        .containsExactlyInAnyOrder(
            root.resolve("z"),
            root.resolve("b/y"),
            root.resolve("b/c/x"),
            root.resolve("skipped/w"),
            repository.resolve("shared"),
            root.resolve("nowhere"),
            root.resolve("out"));
    tree.visit(root.resolve("missing"), folder -> true, (file, attributes) -> seen.clear());
    assertThat(seen).hasSize(7);
  }
}
