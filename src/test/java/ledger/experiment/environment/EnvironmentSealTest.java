package ledger.experiment.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import ledger.experiment.Workspaces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is noticed of an environment that somebody changed, on files made as installers do. */
class EnvironmentSealTest {
  private static final Requirements.Pins PINS =
      new Requirements.Pins(
          new TreeMap<>(Map.of("some-thing", List.of("1.0"), "windows", List.of("2"))),
          Set.of("some-thing"),
          true);

  @TempDir Path folder;
  private Path packages;
  private EnvironmentSeal seal;

  @BeforeEach
  void install() throws Exception {
    Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(folder.resolve("bin/python"), Workspaces.python());
    packages = Files.createDirectories(folder.resolve("lib/python3.11/site-packages"));
    add("some_thing", "1.0");
    add("pip", "24.0");
    seal = new EnvironmentSeal(folder);
  }

  private void add(String name, String version) throws Exception {
    Path module = Files.writeString(packages.resolve(name + ".py"), "VALUE = 1\n");
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(module));
    Path info = Files.createDirectories(packages.resolve(name + "-" + version + ".dist-info"));
    Files.writeString(info.resolve("METADATA"), "Name: " + name + "\nVersion: " + version + "\n");
    Files.writeString(
        info.resolve("RECORD"),
        name
            + ".py,sha256="
            + Base64.getUrlEncoder().withoutPadding().encodeToString(digest)
            + ",10\n__pycache__/"
            + name
            + ".cpython-311.pyc,,\n"
            + info.getFileName()
            + "/RECORD,,\n");
  }

  private String look() throws IOException {
    return Alteration.words(seal.look(PINS));
  }

  @Test
  void whatNobodyTouchedIsWhole() throws Exception {
    assertThat(seal.isMade()).isFalse();
    assertThat(look()).isEmpty();
    assertThat(seal.isMade()).isTrue();
    assertThat(seal.isUntouched()).isTrue();
    assertThat(seal.version()).hasValueSatisfying(python -> assertThat(python).startsWith("3."));
    Files.createDirectories(packages.resolve("__pycache__"));
    Files.writeString(packages.resolve("__pycache__/some_thing.cpython-311.pyc"), "made again");
    assertThat(seal.isUntouched()).isTrue();
    Path module = packages.resolve("some_thing.py");
    Files.setLastModifiedTime(module, FileTime.fromMillis(0));
    assertThat(seal.isUntouched()).isFalse();
    assertThat(look()).isEmpty(); // its content is the same
    assertThat(seal.isUntouched()).isTrue();
  }

  @Test
  void atFirstItIsHeldAgainstTheLockAndTheWheels() throws Exception {
    Files.writeString(packages.resolve("some_thing.py"), "VALUE = 2\n");
    add("extra", "3");
    assertThat(look()).isEqualTo("extra 3 was added, some_thing.py was edited");
    assertThat(seal.isMade()).isFalse();
    Requirements.Pins other =
        new Requirements.Pins(
            new TreeMap<>(Map.of("some-thing", List.of("1.1"), "lost", List.of("5"))),
            Set.of("some-thing", "lost"),
            true);
    assertThat(Alteration.words(seal.look(other)))
        .isEqualTo("extra 3 was added, some-thing 1.0 was added, lost 5 was removed and 1 more");
    Files.delete(packages.resolve("some_thing.py"));
    assertThat(seal.look(PINS)).contains(new Alteration("some_thing.py", Alteration.How.REMOVED));
  }

  @Test
  void laterEachFileCounts() throws Exception {
    assertThat(look()).isEmpty();
    Path module = packages.resolve("some_thing.py");
    FileTime before = Files.getLastModifiedTime(module);
    Files.writeString(module, "VALUE = 9\n");
    Files.setLastModifiedTime(module, before);
    assertThat(seal.isUntouched()).as("same size and time").isFalse();
    assertThat(look()).isEqualTo("some_thing.py was edited");
    Files.writeString(module, "VALUE = 1\n");
    assertThat(look()).isEmpty();
    Path added = Files.writeString(packages.resolve("sitecustomize.py"), "print()\n");
    assertThat(look()).isEqualTo("sitecustomize.py was added");
    Files.delete(added);
    add("extra", "3");
    Files.delete(packages.resolve("some_thing-1.0.dist-info/METADATA"));
    Files.delete(packages.resolve("some_thing-1.0.dist-info/RECORD"));
    assertThat(look()).isEqualTo("some-thing 1.0 was removed, extra 3 was added");
    assertThat(seal.isUntouched()).isFalse();
  }

  @Test
  void aMarkerThatSaysNothingIsNotBelieved() throws Exception {
    Files.writeString(folder.resolve(EnvironmentSeal.MARKER), "requirements/none.txt\n");
    Files.writeString(packages.resolve("some_thing.py"), "VALUE = 2\n");
    assertThat(seal.isUntouched()).isFalse();
    assertThat(look()).isEqualTo("some_thing.py was edited");
  }

  @Test
  void linesOfALockFile() {
    assertThat(Requirements.isSameVersion("1.0", "1.0.0")).isTrue();
    assertThat(Requirements.isSameVersion("1.0", "1.0.1")).isFalse();
    assertThat(Requirements.normal("Some.Thing__x")).isEqualTo("some-thing-x");
  }
}
