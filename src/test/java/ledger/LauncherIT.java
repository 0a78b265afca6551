package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher as a subprocess, in a copy of its folder. Maven and most JDKs are stand-ins that
 * note how they are called, so that a run takes milliseconds; the last tests start the real jar.
 */
class LauncherIT {
  private static final Path ROOT = Path.of(System.getProperty("ledger.root", "")).toAbsolutePath();

  private static final String MAVEN =
      """
      #!/bin/sh
      echo "mvn $* by $JAVA_HOME" >>"$NOTES"
      test ! -e slow || sleep 2
      test ! -e broken || { echo "there is a ; missing"; exit 1; }
      mkdir -p target
      echo built >>target/ledger.jar
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      home=${0%/bin/java}
      for word in "$@"; do
        case $word in
          -XX:AOTCacheOutput=* | -XX:ArchiveClassesAtExit=*)
            echo "trained by ${home##*/}" >>"$NOTES"
            test ! -e "$home/cannot-train" || { echo "no archive"; exit 1; }
            echo archive >"${word#*=}"
            exit 0
            ;;
        esac
      done
      echo "run by ${home##*/}"
      for word in "$@"; do
        echo "<$word>"
      done
      exit 5
      """;

  /** What a run answered. */
  private record Answer(int exit, String out, String err) {}

  @TempDir Path temp;
  private Path copy;
  private Path tools;
  private Path jdks;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void create() throws Exception {
    temp = temp.toRealPath();
    copy = temp.resolve("a copy");
    for (String file : List.of("bin/ledger", "bin/lib/jdk.sh")) {
      Files.createDirectories(copy.resolve(file).getParent());
      Files.copy(ROOT.resolve(file), copy.resolve(file));
    }
    write("pom.xml", "<project/>");
    write("src/main/java/ledger/deep/er/Main.java", "class Main {}");
    write("src/main/java/ledger/Other.java", "class Other {}");
    write("templates/board.ftlh", "board");
    tools = Files.createDirectories(temp.resolve("tools"));
    for (String tool :
        List.of(
            "sh",
            "readlink",
            "tr",
            "ln",
            "rm",
            "mv",
            "mkdir",
            "touch",
            "sleep",
            "grep",
            "tail",
            "sed",
            "uname",
            "cat")) {
      Path real =
          Stream.of("/bin", "/usr/bin")
              .map(folder -> Path.of(folder, tool))
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow();
      Files.createSymbolicLink(tools.resolve(tool), real);
    }
    program(tools.resolve("mvn"), MAVEN);
    jdks = Files.createDirectories(temp.resolve("the jdks"));
    jdk("jdk-25", "25.0.1");
    environment.put("PATH", tools.toString());
    environment.put("NOTES", temp.resolve("notes").toString());
    environment.put("LEDGER_JDK_DIRS", jdks.toString());
    environment.put("HOME", temp.toString());
  }

  // ---- where it is called from ----

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

  // ---- which JDK ----

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

  // ---- building ----

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
  void withoutMavenItSaysHowToGetIt() throws Exception {
    Files.delete(tools.resolve("mvn"));
    Answer answer = launch();
    assertThat(answer.exit()).isEqualTo(3);
    assertThat(answer.err()).contains("needs Maven").contains("apt-get install maven");
    assertThat(copy.resolve("target/ledger.lock")).doesNotExist();
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

  // ---- the archive ----

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

  // ---- the real thing ----

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

  // ---- tools of these tests ----

  private void assertRuns(Answer answer) {
    assertThat(answer.out()).as(answer.err()).startsWith("run by");
    assertThat(answer.exit()).isEqualTo(5);
  }

  /** Makes everything in the copy a minute older, so that a change is newer on any file system. */
  private void age() throws IOException {
    try (Stream<Path> all = Files.walk(copy)) {
      for (Path file : all.filter(f -> !Files.isSymbolicLink(f)).toList()) {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        Files.setLastModifiedTime(file, FileTime.from(time.minusSeconds(60)));
      }
    }
  }

  private Answer launch(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(copy.resolve("bin/ledger").toString()));
    command.addAll(List.of(words));
    return start(temp, command);
  }

  private Answer start(Path folder, List<String> command) throws Exception {
    return answer(process(folder, command));
  }

  private Process process(Path folder, List<String> command) throws IOException {
    // The command is looked up by the test's own PATH.
    List<String> whole = new ArrayList<>(List.of("/usr/bin/env", "-i"));
    environment.forEach((name, value) -> whole.add(name + "=" + value));
    whole.addAll(command);
    return new ProcessBuilder(whole)
        .directory(folder.toFile())
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .start();
  }

  private static Answer answer(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Answer(process.exitValue(), out, err);
  }

  private static void await(Path file) throws InterruptedException {
    for (int i = 0; i < 100 && !Files.exists(file); i++) {
      Thread.sleep(50);
    }
    assertThat(file).exists();
  }

  private List<String> notes() throws IOException {
    Path notes = temp.resolve("notes");
    return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
  }

  private List<String> builds() throws IOException {
    return notes().stream().filter(note -> note.startsWith("mvn")).toList();
  }

  private List<String> trainings() throws IOException {
    return notes().stream().filter(note -> note.startsWith("trained")).toList();
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = jdks.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    program(home.resolve("bin/java"), JAVA);
    program(home.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Nobody\"\nJAVA_RUNTIME_VERSION=\"%s+1\"\nJAVA_VERSION=\"%s\"\n"
            .formatted(version, version));
    return home;
  }

  private void write(String name, String text) throws IOException {
    Path file = copy.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
