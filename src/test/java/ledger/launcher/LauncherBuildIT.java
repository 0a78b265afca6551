package ledger.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When the launcher builds its jar, and what becomes of a build that fails or is interrupted. */
class LauncherBuildIT extends LauncherFolder {
  @Test
  void buildsOnceAndSaysSo() throws Exception {
    Answer first = launch();
    assertThat(first.err()).contains("building it for the first time");
    assertThat(first.out()).startsWith("run by");
    Answer second = launch();
    assertThat(second.err()).isEmpty();
    assertRuns(second);
    assertThat(builds()).hasSize(1);
    assertThat(builds().getFirst()).contains("package").endsWith("by " + jdks.resolve("jdk-25"));
  }

  @Test
  void buildsAgainWhenAnythingThatGoesIntoTheJarChanges() throws Exception {
    launch();
    int expected = 1;
    for (String file :
        List.of(
            "pom.xml",
            "src/main/java/ledger/deep/er/Main.java",
            "templates/board.ftlh",
            "src/main/resources/brand new.txt")) {
      age();
      assertThat(launch().err()).as("nothing changed before %s", file).isEmpty();
      write(file, "changed");
      assertThat(launch().err()).as(file).contains("sources have changed");
      expected++;
      assertThat(builds()).as(file).hasSize(expected);
    }
    age();
    Files.delete(copy.resolve("src/main/java/ledger/Other.java"));
    assertThat(launch().err()).as("a deleted file").contains("sources have changed");
    age();
    write("src/test/java/SomeTest.java", "class SomeTest {}");
    write("README.md", "read me");
    assertThat(launch().err()).as("what is not in the jar").isEmpty();
  }

  @Test
  void whatIsEditedDuringABuildIsBuiltNextTime() throws Exception {
    write("slow", "");
    Process building = process(temp, List.of(copy.resolve("bin/ledger").toString()));
    await(temp.resolve("notes"));
    Thread.sleep(200);
    write("templates/board.ftlh", "edited while Maven runs");
    answer(building);
    Files.delete(copy.resolve("slow"));
    assertThat(launch().err()).contains("sources have changed");
  }

  @Test
  void aFailedBuildShowsItsOutputAndRunsNothingOld() throws Exception {
    launch();
    write("broken", "");
    write("src/main/java/ledger/Other.java", "class Other");
    Answer answer = launch();
    assertThat(answer.exit()).isEqualTo(3);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .contains("there is a ; missing")
        .contains("the build failed")
        .contains(copy.resolve("target/ledger.build.log").toString());
    Files.delete(copy.resolve("broken"));
    assertRuns(launch());
  }

  @Test
  void rootInstallsWhatIsMissingAndSaysSo() throws Exception {
    withPackages("0");
    Answer answer = launch();
    assertRuns(answer);
    assertThat(answer.err()).contains("installing with apt-get: maven git python3");
    assertThat(notes()).contains("apt-get -qq update");
    write("pom.xml", "changed");
    assertThat(launch().err()).as("only the first build installs").doesNotContain("installing");
  }

  @Test
  void ciInstallsWithoutAPassword() throws Exception {
    withPackages("1000");
    environment.put("CI", "true");
    program(
        tools.resolve("sudo"), "#!/bin/sh\necho \"sudo $1\" >>\"$NOTES\"\nshift\nexec \"$@\"\n");
    assertRuns(launch());
    assertThat(notes()).contains("sudo -n");
  }

  @Test
  void otherwiseItSaysWhatIsMissingAndHowToGetIt() throws Exception {
    withPackages("1000");
    assertOnlySays();
    environment.put("CI", "true");
    environment.put("LEDGER_NO_INSTALL", "1");
    assertOnlySays();
    withPackages("0");
    assertOnlySays();
  }

  private void assertOnlySays() throws Exception {
    Answer answer = launch();
    assertThat(answer.exit()).isEqualTo(3);
    assertThat(answer.err()).contains("missing: Maven").contains("apt-get install maven");
    assertThat(notes()).isEmpty();
    assertThat(copy.resolve("target/ledger.lock")).doesNotExist();
  }

  /** There is no Maven, and a stand-in for apt-get brings it; the user has this number. */
  private void withPackages(String user) throws Exception {
    Path packaged = temp.resolve("packaged-mvn");
    if (!Files.exists(packaged)) {
      Files.move(tools.resolve("mvn"), packaged);
      Files.createSymbolicLink(tools.resolve("env"), Path.of("/usr/bin/env"));
    }
    program(
        tools.resolve("apt-get"),
        """
        #!/bin/sh
        echo "apt-get $*" >>"$NOTES"
        case $* in *install*) ln -s '%s' '%s' ;; esac
        """
            .formatted(packaged, tools.resolve("mvn")));
    Files.deleteIfExists(tools.resolve("id"));
    program(tools.resolve("id"), "#!/bin/sh\necho " + user + "\n");
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    write("slow", "");
    List<Process> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(process(temp, List.of(copy.resolve("bin/ledger").toString())));
    }
    for (Process one : both) {
      assertRuns(answer(one));
    }
    assertThat(builds()).hasSize(1);
  }

  @Test
  void aLockWhoseOwnerIsDeadHoldsNobodyUp() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(copy.resolve("target"));
    Files.createSymbolicLink(copy.resolve("target/ledger.lock"), Path.of("" + dead.pid()));
    assertRuns(launch());
    assertThat(copy.resolve("target/ledger.lock")).doesNotExist();
  }

  @Test
  void anInterruptedBuildLeavesNoLock() throws Exception {
    write("slow", "");
    Process building = process(temp, List.of(copy.resolve("bin/ledger").toString()));
    await(temp.resolve("notes"));
    building.destroy();
    assertThat(building.waitFor(20, TimeUnit.SECONDS)).isTrue();
    try (Stream<Path> left = Files.list(copy.resolve("target"))) {
      assertThat(left.filter(p -> p.getFileName().toString().startsWith("ledger.lock"))).isEmpty();
    }
  }

  @Test
  void aPrebuiltJarNeedsNoSourcesAndNoMaven() throws Exception {
    delete(copy.resolve("src"));
    Files.delete(copy.resolve("pom.xml"));
    Files.delete(tools.resolve("mvn"));
    Answer none = launch();
    assertThat(none.exit()).isEqualTo(3);
    assertThat(none.err()).contains("neither").contains("ledger.jar");
    write("target/ledger.jar", "prebuilt");
    assertRuns(launch());
  }
}
