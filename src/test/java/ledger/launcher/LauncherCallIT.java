package ledger.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From wherever it is called, the launcher runs with what it was given. */
class LauncherCallIT extends LauncherFolder {
  @Test
  void runsFromAnyFolderAndPassesOnWhatItGets() throws Exception {
    Answer answer = launch("list", "two words", "", "a'b\"c$d", "*");
    assertThat(answer.exit()).as(answer.err()).isEqualTo(5);
    assertThat(answer.out())
        .startsWith("run by jdk-25\n")
        .contains("<" + copy.resolve("target/ledger.jar") + ">\n<ledger.cli.Main>\n")
        .contains("<-Dledger.launcher=" + copy.resolve("bin/ledger") + ">")
        .endsWith("<list>\n<two words>\n<>\n<a'b\"c$d>\n<*>\n");
  }

  @Test
  void runsByARelativePathFromWithinAndThroughTheShell() throws Exception {
    assertRuns(start(copy, List.of("bin/ledger")));
    assertRuns(start(copy.resolve("bin"), List.of("./ledger")));
    assertRuns(start(copy.resolve("bin"), List.of("sh", "ledger")));
    assertRuns(start(copy.resolve("src/main"), List.of("../../bin/ledger")));
  }

  @Test
  void runsThroughAChainOfLinks() throws Exception {
    Path links = Files.createDirectories(temp.resolve("some links/deep"));
    Files.createSymbolicLink(links.resolve("third"), Path.of("../../a copy/bin/ledger"));
    Files.createSymbolicLink(links.getParent().resolve("second"), Path.of("deep/third"));
    Path first = Files.createSymbolicLink(temp.resolve("first"), links.resolveSibling("second"));
    assertRuns(start(temp, List.of(first.toString())));
    assertRuns(start(temp, List.of("./first")));
    Files.createSymbolicLink(tools.resolve("ledger"), first);
    assertRuns(start(links, List.of("sh", "-c", "ledger")));
  }

  @Test
  void theUsersCdPathAndOptionsDoNoHarm() throws Exception {
    environment.put("CDPATH", "/:" + temp);
    environment.put("LEDGER_JAVA_OPTS", "-Xmx64m -Done=two");
    Answer answer = start(copy, List.of("bin/ledger", "x"));
    assertRuns(answer);
    assertThat(answer.out()).startsWith("run by").contains("<-Xmx64m>\n<-Done=two>\n");
  }

  @Test
  void runsThroughALinkThatTheShellIsGivenWithoutAFolder() throws Exception {
    Files.createSymbolicLink(copy.resolve("bin/link"), Path.of("ledger"));
    assertRuns(start(copy.resolve("bin"), List.of("sh", "link")));
  }

  @Test
  void aPathWithAColonIsNamed() throws Exception {
    Path moved = Files.move(copy, temp.resolve("a:b"));
    Answer answer = start(moved, List.of("bin/ledger"));
    assertThat(answer.exit()).isEqualTo(3);
    assertThat(answer.err()).contains("a:b, because Java", "How to go on: move this folder");
  }

  @Test
  void aCopyWithoutLibRunsItsJarOrNamesWhatIsMissing() throws Exception {
    assertRuns(launch()); // Builds the jar.
    Files.move(copy.resolve("lib"), temp.resolve("lib"));
    environment.put("JAVA_HOME", jdks.resolve("jdk-25").toString());
    Answer alone = launch("two words");
    assertRuns(alone);
    assertThat(alone.out()).endsWith("<ledger.cli.Main>\n<two words>\n");
    Files.delete(copy.resolve("target/ledger.jar"));
    Answer nothing = launch();
    assertThat(nothing.exit()).isEqualTo(3);
    assertThat(nothing.err()).contains("lib is missing");
  }
}
