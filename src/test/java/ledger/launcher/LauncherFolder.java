package ledger.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher as a subprocess, in a copy of its folder. Maven and most JDKs are stand-ins that
 * note how they are called, so that a run takes milliseconds.
 */
abstract class LauncherFolder {
  static final Path ROOT = Path.of(System.getProperty("ledger.root", "")).toAbsolutePath();

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
  record Answer(int exit, String out, String err) {}

  @TempDir Path temp;
  Path copy;
  Path tools;
  Path jdks;
  final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  final void create() throws Exception {
    temp = temp.toRealPath();
    copy = temp.resolve("a copy");
    for (String folder : List.of("bin", "lib/task-ledger", "dev/lib")) {
      Files.createDirectories(copy.resolve(folder));
      try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, copy.resolve(folder).resolve(file.getFileName()));
        }
      }
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
            "id",
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

  void assertRuns(Answer answer) {
    assertThat(answer.out()).as(answer.err()).startsWith("run by");
    assertThat(answer.exit()).isEqualTo(5);
  }

  /** Makes everything in the copy a minute older, so that a change is newer on any file system. */
  void age() throws IOException {
    try (Stream<Path> all = Files.walk(copy)) {
      for (Path file : all.filter(f -> !Files.isSymbolicLink(f)).toList()) {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        Files.setLastModifiedTime(file, FileTime.from(time.minusSeconds(60)));
      }
    }
  }

  Answer launch(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(copy.resolve("bin/ledger").toString()));
    command.addAll(List.of(words));
    return start(temp, command);
  }

  Answer start(Path folder, List<String> command) throws Exception {
    return answer(process(folder, command));
  }

  Process process(Path folder, List<String> command) throws IOException {
    // The command is looked up by the test's own PATH.
    List<String> whole = new ArrayList<>(List.of("/usr/bin/env", "-i"));
    environment.forEach((name, value) -> whole.add(name + "=" + value));
    whole.addAll(command);
    return new ProcessBuilder(whole)
        .directory(folder.toFile())
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .start();
  }

  static Answer answer(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Answer(process.exitValue(), out, err);
  }

  static void await(Path file) throws InterruptedException {
    for (int i = 0; i < 100 && !Files.exists(file); i++) {
      Thread.sleep(50);
    }
    assertThat(file).exists();
  }

  List<String> notes() throws IOException {
    Path notes = temp.resolve("notes");
    return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
  }

  List<String> builds() throws IOException {
    return notes().stream().filter(note -> note.startsWith("mvn")).toList();
  }

  List<String> trainings() throws IOException {
    return notes().stream().filter(note -> note.startsWith("trained")).toList();
  }

  Path jdk(String name, String version) throws IOException {
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

  void write(String name, String text) throws IOException {
    Path file = copy.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  static void program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static void delete(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
