package ledger.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;

/** Which JDK the launcher takes, and what it says when there is none. */
class LauncherJdkIT extends LauncherFolder {
  @Test
  void takesTheNewestJdkThatItFinds() throws Exception {
    jdk("jdk-21", "21.0.2");
    jdk("jdk-9", "9.0.4");
    jdk("jdk-100", "100");
    jdk("jdk-8", "1.8.0_400");
    assertThat(launch().out()).startsWith("run by jdk-100\n");
  }

  @Test
  void javaHomeWinsIfItIsNewEnough() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk-21", "21.0.2").toString());
    assertThat(launch().out()).startsWith("run by jdk-21\n");
    environment.put("JAVA_HOME", jdk("jdk-17", "17.0.15").toString());
    assertThat(launch().out()).startsWith("run by jdk-25\n");
    environment.put("JAVA_HOME", temp.resolve("gone").toString());
    assertThat(launch().out()).startsWith("run by jdk-25\n");
  }

  @Test
  void javaOnThePathCounts() throws Exception {
    delete(jdks.resolve("jdk-25"));
    Path elsewhere = Files.move(jdk("jdk-24", "24"), temp.resolve("jdk-24"));
    Path link = Files.createSymbolicLink(temp.resolve("java-link"), elsewhere.resolve("bin/java"));
    Files.createSymbolicLink(tools.resolve("java"), link);
    assertThat(launch().out()).startsWith("run by jdk-24\n");
  }

  @Test
  void withOnlyJava17ItSaysSoAndHowToGetANewerOne() throws Exception {
    delete(jdks.resolve("jdk-25"));
    Path old = jdk("jdk-17", "17.0.15");
    environment.put("JAVA_HOME", old.toString());
    Answer answer = launch("list");
    assertThat(answer.exit()).isEqualTo(3);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .contains("needs a JDK of Java 21 or newer, and found only\n  Java 17.0.15 in " + old)
        .contains("How to get one:")
        .contains("LEDGER_JAVA_HOME");
    assertThat(answer.err().split("Java 17", -1)).as("named once").hasSize(2);
    assertThat(notes()).isEmpty();
  }

  @Test
  void withoutAnyJavaItSaysSo() throws Exception {
    delete(jdks.resolve("jdk-25"));
    Answer answer = launch("list");
    assertThat(answer.exit()).isEqualTo(3);
    assertThat(answer.err()).contains("found no Java").contains("How to get one:");
  }

  @Test
  void ledgerJavaHomeAloneCountsWhereItIsSet() throws Exception {
    environment.put("LEDGER_JAVA_HOME", temp.resolve("nowhere").toString());
    Answer answer = launch("list");
    assertThat(answer.exit()).isEqualTo(3);
    assertThat(answer.err()).contains("LEDGER_JAVA_HOME is " + temp.resolve("nowhere"));
    environment.put("LEDGER_JAVA_HOME", jdk("jdk-22", "22").toString());
    assertThat(launch().out()).startsWith("run by jdk-22\n");
  }

  @Test
  void aJdkThatWentAwayIsNotTrusted() throws Exception {
    jdk("jdk-26", "26");
    assertThat(launch().out()).startsWith("run by jdk-26\n");
    delete(jdks.resolve("jdk-26"));
    assertThat(launch().out()).startsWith("run by jdk-25\n");
  }

  @Test
  void aJdkThatWasReplacedInItsPlaceIsNoticed() throws Exception {
    launch();
    Path replaced = jdk("jdk-25", "25.0.2");
    Files.setLastModifiedTime(replaced.resolve("release"), FileTime.fromMillis(0));
    launch();
    assertThat(notes()).filteredOn(note -> note.startsWith("trained")).hasSize(2);
    jdk("jdk-25", "17.0.1");
    assertThat(launch().exit()).isEqualTo(3);
  }
}
