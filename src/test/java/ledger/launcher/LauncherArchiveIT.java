package ledger.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The class archive that the launcher makes; the last tests start the real jar. */
class LauncherArchiveIT extends LauncherFolder {
  @Test
  void anArchiveIsMadeOncePerBuildAndJdk() throws Exception {
    launch();
    assertThat(launch().out()).contains("<-XX:AOTCache=" + copy.resolve("target/ledger-"));
    assertThat(trainings()).containsExactly("trained by jdk-25");
    write("pom.xml", "changed");
    launch();
    assertThat(trainings()).hasSize(2);
    environment.put("JAVA_HOME", jdk("jdk-21", "21.0.2").toString());
    assertThat(launch().out()).contains("<-XX:SharedArchiveFile=");
    environment.remove("JAVA_HOME");
    launch();
    assertThat(trainings()).as("both archives are kept").hasSize(3);
  }

  @Test
  void aFailedTrainingFailsNoCommandAndIsNotTriedEachTime() throws Exception {
    Files.createFile(jdks.resolve("jdk-25/cannot-train"));
    Answer first = launch();
    assertRuns(first);
    assertThat(first.out()).doesNotContain("AOTCache");
    int tries = trainings().size();
    assertRuns(launch());
    assertThat(trainings()).hasSize(tries);
  }

  @Test
  void aDeletedArchiveIsMadeAgain() throws Exception {
    launch();
    try (Stream<Path> files = Files.list(copy.resolve("target"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".aot")).toList()) {
        Files.delete(file);
      }
    }
    assertThat(launch().out()).contains("<-XX:AOTCache=");
    assertThat(trainings()).hasSize(2);
  }

  @Test
  void theRealJarStartsQuietlyWhateverBecameOfItsArchive() throws Exception {
    useRealJar();
    Answer first = launch("--help");
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.err()).isEmpty();
    Answer again = launch("--help");
    assertThat(again.out()).isEqualTo(first.out()).contains("ledger");

    environment.put("LEDGER_JAVA_OPTS", "-XX:-UseCompressedOops");
    assertThat(launch("--help")).as("an option that does not fit").isEqualTo(first);
    environment.remove("LEDGER_JAVA_OPTS");

    Path archive = archive();
    FileTime time = Files.getLastModifiedTime(archive);
    Files.write(archive, new byte[100], StandardOpenOption.WRITE);
    Files.setLastModifiedTime(archive, time);
    assertThat(launch("--help")).as("a damaged archive").isEqualTo(first);

    Files.write(archive, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    Files.setLastModifiedTime(archive, time);
    assertThat(launch("--help")).as("an empty archive").isEqualTo(first);
  }

  @Test
  void theRealArchiveIsUsed() throws Exception {
    useRealJar();
    launch("--help");
    environment.put("LEDGER_JAVA_OPTS", "-Xlog:class+load:file=" + temp.resolve("loaded"));
    launch("--help");
    assertThat(temp.resolve("loaded"))
        .content()
        .containsPattern("ledger\\.cli\\.\\S+ source: shared objects file");
  }

  private void useRealJar() throws Exception {
    delete(copy.resolve("src"));
    Files.delete(copy.resolve("pom.xml"));
    Files.createDirectories(copy.resolve("target"));
    Files.copy(
        Path.of(System.getProperty("ledger.jar", ROOT.resolve("target/ledger.jar").toString())),
        copy.resolve("target/ledger.jar"));
    environment.put("LEDGER_JAVA_HOME", System.getProperty("java.home"));
  }

  private Path archive() throws IOException {
    try (Stream<Path> files = Files.list(copy.resolve("target"))) {
      return files.filter(f -> f.toString().matches(".*\\.(aot|jsa)")).findFirst().orElseThrow();
    }
  }
}
