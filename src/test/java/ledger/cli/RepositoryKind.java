package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ledger.git.Scratch;
import org.junit.jupiter.api.Assumptions;

/**
 * Kinds of repositories that people have, each made by the real git. All have the same history:
 * {@code T-4} was added and taken out by hand, and the branch {@code side} edited {@code T-2}.
 */
enum RepositoryKind {
  INDEX_V4,
  SPLIT_INDEX,
  SPARSE_INDEX,
  UNTRACKED_CACHE,
  FSMONITOR,
  INCLUDE_IF,
  PLAIN,
  PACKED,
  LINKED_WORKTREE,
  SUBMODULE,
  SEPARATE_GIT_DIR,
  CORE_WORKTREE,
  WORKTREE_CONFIG,
  INCLUDED_WORKTREE,
  GIT_DIR_AND_WORK_TREE,
  OBJECT_DIRECTORY,
  ALTERNATES,
  DETACHED,
  REPLACED,
  GRAFTED,
  SHA256,
  REFTABLE,
  SHALLOW,
  BLOBLESS,
  TREELESS,
  DAMAGED;

  static final String LEDGER = "ledger/TASKS.md";
  static final String TREE = "a tree";

  /** Those that differ in their index or their files, not in their commits. */
  static Stream<RepositoryKind> indexes() {
    return Stream.of(values()).filter(kind -> kind.compareTo(PLAIN) < 0);
  }

  /** Those whose commits are in another place or form, and complete. */
  static Stream<RepositoryKind> whole() {
    return Stream.of(values())
        .filter(kind -> kind.compareTo(PLAIN) >= 0 && kind.compareTo(SHALLOW) < 0);
  }

  boolean hasHooksElsewhere() {
    return switch (this) {
      case PLAIN, LINKED_WORKTREE, SUBMODULE, WORKTREE_CONFIG, GIT_DIR_AND_WORK_TREE, SHA256 ->
          true;
      default -> false;
    };
  }

  /** The history, in a plain repository. */
  static Scratch source(Path folder) throws Exception {
    Scratch git = Scratch.create(folder, "source");
    Files.writeString(
        git.home().resolve(".gitconfig"),
        "[user]\nname = U\nemail = u@example.org\n[init]\ndefaultBranch = main\n[gc]\nauto = 0\n");
    return history(git);
  }

  /**
   * Makes one in a new folder.
   *
   * @param source stays as it is
   */
  GitDesk in(Path folder, Scratch source) throws Exception {
    String[] format =
        switch (this) {
          case SHA256 -> new String[] {"--object-format=sha256"};
          case REFTABLE -> new String[] {"--ref-format=reftable"};
          default -> new String[0];
        };
    if (format.length > 0) {
      Files.createDirectories(folder.resolve(TREE));
      Scratch other = source.at(folder.resolve(TREE));
      Scratch.Answer made = other.tryGit("init", "-q", format[0]);
      Assumptions.assumeTrue(
          made.exit() == 0, () -> "this git makes no repository of kind " + this);
      return desk(history(other), Map.of());
    }
    return made(source, folder.resolve(TREE));
  }

  private GitDesk made(Scratch source, Path tree) throws Exception {
    String from = source.root().toUri().toString();
    Map<String, String> env = new HashMap<>();
    Scratch git = source.at(tree);
    switch (this) {
      case SHALLOW -> clone(source, from, tree, "--depth=1", "--no-single-branch", "--no-tags");
      case BLOBLESS -> clone(source, from, tree, "--filter=blob:none");
      case TREELESS -> clone(source, from, tree, "--filter=tree:0");
      case SEPARATE_GIT_DIR -> clone(source, from, tree, "--separate-git-dir", tree + ".git");
      case ALTERNATES -> clone(source, ".", tree, "--shared");
      case LINKED_WORKTREE -> {
        Path bare = tree.resolveSibling("bare.git");
        clone(source, from, bare, "--bare");
        source.at(bare).git("worktree", "add", "-q", tree.toString(), "main");
      }
      case SUBMODULE -> {
        Scratch outer = Scratch.create(tree.getParent(), "outer");
        outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", from, TREE);
        git = source.at(outer.path(TREE));
      }
      default -> clone(source, from, tree);
    }
    if (this != LINKED_WORKTREE) {
      git.git("branch", "-q", "side", "origin/side");
    }
    change(git, env);
    return desk(git, env);
  }

  private static void clone(Scratch source, String from, Path tree, String... how)
      throws Exception {
    source.git(
        Stream.of(Stream.of("clone", "-q"), Stream.of(how), Stream.of("--", from, tree.toString()))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }

  private void change(Scratch git, Map<String, String> env) throws Exception {
    Path repository = git.path(".git");
    switch (this) {
      case PACKED -> git.git("gc", "-q");
      case INDEX_V4 -> git.git("update-index", "--index-version", "4");
      case SPLIT_INDEX -> {
        git.git("config", "core.splitIndex", "true");
        git.git("update-index", "--split-index");
      }
      case SPARSE_INDEX -> {
        git.git("sparse-checkout", "set", "--cone", "--sparse-index", "ledger");
        assertThat(git.git("ls-files", "--sparse")).contains("elsewhere/");
      }
      case UNTRACKED_CACHE -> git.git("update-index", "--force-untracked-cache");
      case FSMONITOR -> {
        Path monitor = git.at(git.home()).script("monitor", "#!/bin/sh\nprintf '1\\0/\\0'\n");
        git.git("config", "core.fsmonitor", monitor.toString());
        git.git("status");
      }
      case INCLUDED_WORKTREE -> { // which git does not heed
        String elsewhere = git.root().resolveSibling("elsewhere").toString();
        Files.writeString(repository.resolve("more"), "[core]\nworktree = " + elsewhere + "\n");
        git.git("config", "include.path", "more");
      }
      case CORE_WORKTREE, WORKTREE_CONFIG, GIT_DIR_AND_WORK_TREE -> {
        Path moved = Files.move(repository, git.root().resolveSibling("moved.git"));
        env.put("GIT_DIR", moved.toString());
        env.put("GIT_WORK_TREE", git.root().toString());
        if (this != GIT_DIR_AND_WORK_TREE) {
          String where = this == WORKTREE_CONFIG ? "--worktree" : "--local";
          String tree = git.root().toString();
          git.gitWith(env, "config", "extensions.worktreeConfig", "true");
          git.gitWith(env, "config", where, "core.worktree", tree);
          // Beside the tree, which only this setting names.
          Files.writeString(git.root().resolveSibling(".git"), "gitdir: " + moved + "\n");
          env.clear();
        }
      }
      case OBJECT_DIRECTORY -> {
        Path objects = git.root().resolveSibling("objects");
        Files.move(repository.resolve("objects"), objects);
        Files.createDirectories(repository.resolve("objects"));
        env.put("GIT_OBJECT_DIRECTORY", objects.toString());
      }
      case DETACHED -> git.git("switch", "-q", "--detach");
      case REPLACED -> git.git("replace", "--graft", "side", "v2");
      case GRAFTED -> {
        String side = git.git("rev-parse", "side").strip();
        String parent = git.git("rev-parse", "v2").strip();
        git.git("config", "advice.graftFileDeprecated", "false");
        Files.writeString(repository.resolve("info/grafts"), side + " " + parent + "\n");
      }
      case INCLUDE_IF -> {
        Files.writeString(
            repository.resolve("more"), "[core]\nautocrlf = true\nsafecrlf = false\n");
        git.git("config", "includeIf.gitdir:" + repository + ".path", "more");
        git.write(LEDGER, Files.readString(git.path(LEDGER)).replace("\n", "\r\n"));
      }
      case DAMAGED -> {
        git.git("config", "gc.auto", "0");
        Path pack = only(repository.resolve("objects/pack"), ".pack");
        Path aside = Files.move(pack, git.root().resolveSibling("pack"));
        Files.delete(only(repository.resolve("objects/pack"), ".idx"));
        Tool.Ended unpacked =
            Tool.run(git.root(), "sh", "-c", "git unpack-objects -q < '" + aside + "'");
        assertThat(unpacked.exit()).as(unpacked.err()).isZero();
        String lost = git.git("rev-parse", "v2:" + LEDGER).strip();
        Files.delete(
            repository.resolve("objects/" + lost.substring(0, 2) + "/" + lost.substring(2)));
      }
      default -> {}
    }
  }

  private static Path only(Path folder, String suffix) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).findFirst().orElseThrow();
    }
  }

  /** Without the settings of whoever runs the tests. */
  private static GitDesk desk(Scratch git, Map<String, String> env) {
    Map<String, String> all = new HashMap<>(env);
    all.put("GIT_CONFIG_NOSYSTEM", "1");
    all.put("GIT_CONFIG_GLOBAL", git.home().resolve(".gitconfig").toString());
    return GitDesk.at(git).with(all);
  }

  private static Scratch history(Scratch git) throws Exception {
    git.git("config", "uploadpack.allowFilter", "true");
    git.write("elsewhere/file", "x");
    git.write(".gitignore", ".ledger/\nsite/\n");
    git.git("add", ".");
    String four = "| T-4 | Four  | Low      |\n";
    commit(git, "v1", GitDesk.SORTED);
    commit(git, "v2", GitDesk.SORTED.replace("\n\n## Done", "\n" + four + "\n## Done"));
    commit(git, "v3", GitDesk.SORTED.replace("| One ", "| Uno "));
    git.git("switch", "-q", "-c", "side", "v1");
    commit(git, "v4", GitDesk.SORTED.replace("| Two ", "| Duo "));
    git.git("switch", "-q", "main");
    return git;
  }

  private static void commit(Scratch git, String tag, String ledger) throws Exception {
    git.write(LEDGER, ledger);
    for (List<String> words :
        List.of(List.of("add", LEDGER), List.of("commit", "-q", "-m", tag), List.of("tag", tag))) {
      git.git(words.toArray(String[]::new));
    }
  }
}
