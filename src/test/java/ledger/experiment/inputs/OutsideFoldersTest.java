package ledger.experiment.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import ledger.evidence.record.Observed;
import ledger.io.FileDigests;
import ledger.io.GuardedFiles;
import ledger.io.Origins;
import ledger.io.StateFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a record or a header names is looked for inside, and not where links lead out. */
class OutsideFoldersTest {
  @TempDir Path temporary;
  private Path root;
  private GuardedFiles files;

  @BeforeEach
  void open() throws Exception {
    Path real = temporary.toRealPath();
    root = Files.createDirectories(real.resolve("work"));
    Path outside = Files.createDirectories(real.resolve("outside/deep"));
    Path inside = Files.createDirectories(root.resolve("data"));
    for (Path folder : List.of(outside.getParent(), outside, inside)) {
      Files.writeString(folder.resolve("speed.py"), "");
    }
    Files.createSymbolicLink(root.resolve("out"), outside.getParent());
    Files.createSymbolicLink(root.resolve("in"), inside);
    files = GuardedFiles.of(root);
  }

  private SortedSet<Path> found(String pattern) {
    return new PathPattern(pattern).in(files, root, folder -> true, false);
  }

  @Test
  void patternsDoNotLookOutside() {
    assertThat(found("**/*.py")).containsExactly(root.resolve("data/speed.py"));
    assertThat(found("in/*.py")).containsExactly(root.resolve("in/speed.py"));
    for (String pattern : List.of("out", "out/**", "out/deep/*", "../outside/**", "out/*.py")) {
      assertThat(found(pattern)).as(pattern).isEmpty();
    }
  }

  @Test
  void modulesAreNotLookedForOutside() {
    ModuleFolders folders = new ModuleFolders(new Places(root, root, Origins.NOT_KEPT), files);
    assertThat(folders.found(root.resolve("in"), "speed")).contains(root.resolve("in/speed.py"));
    assertThat(folders.found(root.resolve("out"), "speed")).isEmpty();
    assertThat(folders.found(root.resolve("out/deep"), "speed")).isEmpty();
  }

  /** As what was read is, of which there is no digest then. */
  @Test
  void whatWasListedIsGoneOnceALinkLeadsOut() {
    Places places = new Places(root, root, Origins.NOT_KEPT);
    RunDemands demands =
        new RunDemands(
            places,
            WorkTree.none(root),
            files,
            new FileDigests(new StateFolder(root.resolve(".ledger")), files),
            root.resolve("x.py"),
            Set.of(),
            Observed.Declared.NOTHING,
            new TreeMap<>());
    TreeMap<String, String> names = new TreeMap<>();
    for (String folder : List.of("data", "in", "out", "out/deep")) {
      names.put(folder + "/speed.py", Observed.LISTED);
    }
    Observed then =
        new Observed(names, new TreeMap<>(), List.of(), new TreeMap<>(), Observed.Declared.NOTHING);
    Observed now =
        new PresentFiles(demands, new ModuleFolders(places, files))
            .of(then, Set.of(), Observed.Declared.NOTHING);
    assertThat(now.files()).containsOnlyKeys("data/speed.py", "in/speed.py");
  }

  /** Such as a library's, on Python's own path. */
  @Test
  void aFolderThatPythonItselfSearchesIsLookedAt() {
    ModuleFolders folders = new ModuleFolders(new Places(root, root, Origins.NOT_KEPT), files);
    Path library = root.resolveSibling("outside");
    assertThat(folders.found(library, "speed")).contains(library.resolve("speed.py"));
  }
}
