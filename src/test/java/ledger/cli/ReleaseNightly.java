package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A release, made in a copy of the sources, installed in each of its forms in a folder of its own,
 * and used there. Where the form brings its own Java, no other one can be found.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseNightly {
  private static final String NOWHERE = "/nonexistent";

  private Path temp;
  private Path release;

  @BeforeAll
  void make(@TempDir Path temporary) throws Exception {
    temp = temporary.toRealPath();
    release = build("the sources", "");
  }

  /** In a copy of the sources in this folder, by a shell that does this before. */
  private Path build(String folder, String before) throws Exception {
    Tool sources = Tool.copy(temp.resolve(folder));
    String build = before + "exec bin/release --address file:///x";
    Tool.Ended made = Tool.run(sources.path(""), "sh", "-c", build);
    assertThat(made.exit()).as(made.err()).isZero();
    return sources.path("target/release");
  }

  @Test
  void twoBuildsInDifferentFoldersGiveTheSameBytes() throws Exception {
    Path other = build("else where/again", "umask 077; export TZ=Pacific/Kiritimati LC_ALL=C; ");
    String sums = Files.readString(release.resolve("SHA256SUMS"));
    assertThat(other.resolve("SHA256SUMS")).hasContent(sums);
    assertThat(sums.lines()).hasSize(8);
  }

  @Test
  void theArchiveRunsWhereItIsUnpacked() throws Exception {
    Path prefix = Files.createDirectory(temp.resolve("un packed"));
    must(Map.of(), "tar", "-xzf", file(".tar.gz").toString(), "-C", prefix.toString());
    Path top = only(prefix);
    assertThat(top.resolve("share/doc/task-ledger/libraries.txt"))
        .content()
        .contains("com.vladsch.flexmark:flexmark 0.64.8: BSD-2-Clause");
    use(top.resolve("bin/ledger"), onThisJava("unpacked"));
  }

  @Test
  void theWheelBringsItsOwnJava() throws Exception {
    Path uv = temp.resolve("uv");
    must(Map.of(), "python3", "-m", "venv", uv.toString());
    must(Map.of(), uv.resolve("bin/pip").toString(), "install", "-q", "uv");
    Map<String, String> env = machine("wheel");
    env.put("PATH", uv.resolve("bin") + ":" + env.get("PATH"));
    env.put("LEDGER_JDK_DIRS", NOWHERE);
    must(env, "uv", "tool", "install", "-q", file("-none-any.whl").toString());
    Path home = Path.of(env.getOrDefault("HOME", ""));
    Path ledger = home.resolve(".local/bin/ledger");
    use(ledger, env);
    assertThat(must(env, home.resolve(".local/bin/task-ledger").toString(), "--version"))
        .startsWith("ledger ");
    awaitArchive(home);
    assertThat(must(env, ledger.toString(), "doctor")).contains("the class archive is used");
    must(env, "uv", "tool", "uninstall", "-q", "task-ledger");
    assertThat(ledger).doesNotExist();
    assertThat(home.resolve(".local/share/uv/tools/task-ledger")).doesNotExist();
  }

  @Test
  void theWheelUsesTheSystemsJavaWhereThereIsNoneForIt() throws Exception {
    Path venv = temp.resolve("a venv");
    must(Map.of(), "python3", "-m", "venv", venv.toString());
    String pip = venv.resolve("bin/pip").toString();
    must(
        Map.of(),
        pip,
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        file("-none-any.whl").toString());
    Map<String, String> env = onThisJava("venv");
    assertThat(must(env, venv.resolve("bin/ledger").toString(), "--version")).startsWith("ledger ");
    must(Map.of(), pip, "uninstall", "-q", "-y", "task-ledger");
    assertThat(venv.resolve("lib/task-ledger")).doesNotExist();
    assertThat(venv.resolve("bin/ledger")).doesNotExist();
  }

  @Test
  void theDebianPackageRunsInARootOfItsOwn() throws Exception {
    Path root = Files.createDirectory(temp.resolve("root"));
    String deb = file(".deb").toString();
    must(Map.of(), "dpkg-deb", "-x", deb, root.toString());
    assertThat(must(Map.of(), "dpkg-deb", "-f", deb)).contains("Package: task-ledger");
    Map<String, String> env = onThisJava("debian");
    env.put("LEDGER_JAVA_HOME", System.getProperty("java.home"));
    // What postinst does, for all users.
    must(env, root.resolve("usr/lib/task-ledger/archive").toString());
    String doctor = must(env, root.resolve("usr/bin/task-ledger").toString(), "doctor");
    assertThat(doctor)
        .contains("the class archive is used: " + root.resolve("usr/lib/task-ledger/"));
    use(root.resolve("usr/bin/ledger"), env);
  }

  @Test
  void theFirstStartAnswersWithoutACacheToo() throws Exception {
    Path prefix = Files.createDirectory(temp.resolve("no cache"));
    must(Map.of(), "tar", "-xzf", file(".tar.gz").toString(), "-C", prefix.toString());
    Map<String, String> env = onThisJava("cacheless");
    env.put("XDG_CACHE_HOME", Files.createFile(temp.resolve("a file")).toString());
    Path ledger = only(prefix).resolve("bin/ledger");
    assertThat(must(env, ledger.toString(), "--version")).startsWith("ledger ");
    env.remove("XDG_CACHE_HOME");
    env.remove("HOME");
    assertThat(must(env, ledger.toString(), "--version")).startsWith("ledger ");
  }

  /** From an empty folder to a site, with an experiment and a hook. */
  private void use(Path ledger, Map<String, String> env) throws Exception {
    Path work = Files.createTempDirectory(temp, "work");
    String program = ledger.toString();
    git(work, env, "init", "-q", "-b", "main");
    in(work, env, 0, program, "init");
    in(work, env, 0, program, "add", "Count them", "--prefix", "A", "--priority", "High");
    Files.createDirectories(work.resolve("ledger/experiments/requirements"));
    Files.writeString(work.resolve("ledger/experiments/requirements/mine.txt"), "# nothing\n");
    Files.writeString(
        work.resolve("ledger/ledger.toml"),
        "environment = \"mine\"\n[environments.mine]\nrequirements = \"requirements/mine.txt\"\n");
    Files.copy(
        Tool.ROOT.resolve("src/test/resources/release/experiment.py"),
        work.resolve("ledger/experiments/experiment.py"));
    assertThat(in(work, env, 0, program, "verify", "A-001")).contains("verified");
    in(work, env, 0, program, "move", "A-001", "start");
    in(work, env, 0, program, "done", "A-001");
    in(work, env, 0, program, "site");
    assertThat(work.resolve("site/tasks/A-001.html")).content().contains("Count them");
    in(work, env, 0, program, "hook", "install");
    git(work, env, "add", ".");
    git(work, env, "commit", "-q", "-m", "A");
    Path file = work.resolve("ledger/TASKS.md");
    Files.writeString(
        file, Files.readString(file).replace("| A-001 |", "| A-001 | too | many | cells |"));
    git(work, env, "add", ".");
    List<String> commit =
        List.of("git", "-c", "user.name=T", "-c", "user.email=t@x", "commit", "-qm", "B");
    assertThat(in(work, env, 1, commit.toArray(String[]::new))).isEmpty();
    in(work, env, 0, program, "hook", "uninstall");
  }

  /** A home, and a PATH without Java. */
  private Map<String, String> machine(String name) throws Exception {
    Path tools = Files.createDirectories(temp.resolve(name + "-tools"));
    String python = must(Map.of(), "python3", "-c", "import sys; print(sys.executable)").strip();
    Files.createSymbolicLink(tools.resolve("python3"), Path.of(python));
    for (String folder : List.of("/usr/bin", "/bin")) {
      try (Stream<Path> programs = Files.list(Path.of(folder))) {
        for (Path program : programs.toList()) {
          Path link = tools.resolve(program.getFileName());
          if (!link.endsWith("java") && !link.endsWith("javac") && !Files.exists(link)) {
            Files.createSymbolicLink(link, program);
          }
        }
      }
    }
    Map<String, String> env = new HashMap<>();
    env.put("HOME", Files.createDirectories(temp.resolve(name + "-home")).toString());
    env.put("PATH", tools.toString());
    for (String kept : List.of("SSL_CERT_FILE", "PIP_CERT", "PIP_INDEX_URL", "UV_DEFAULT_INDEX")) {
      if (System.getenv(kept) != null) {
        env.put(kept, System.getenv(kept));
      }
    }
    return env;
  }

  private Map<String, String> onThisJava(String name) throws Exception {
    Map<String, String> env = machine(name);
    env.put("JAVA_HOME", System.getProperty("java.home"));
    return env;
  }

  /** It is made after the first start, by a process of its own. */
  private static void awaitArchive(Path home) throws Exception {
    for (int i = 0; i < 1200; i++) {
      try (Stream<Path> files = Files.walk(home.resolve(".cache/task-ledger"))) {
        if (files.anyMatch(file -> file.toString().endsWith(".aot"))) {
          return;
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no archive in " + home);
  }

  private Path file(String ending) throws Exception {
    try (Stream<Path> files = Files.list(release)) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  private static Path only(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  private static void git(Path work, Map<String, String> env, String... words) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=T", "-c", "user.email=t@x"));
    command.addAll(List.of(words));
    in(work, env, 0, command.toArray(String[]::new));
  }

  private String must(Map<String, String> env, String... command) throws Exception {
    return in(temp, env, 0, command);
  }

  /** With these variables and no others, unless there are none. */
  private static String in(Path work, Map<String, String> env, int exit, String... command)
      throws Exception {
    List<String> whole = new ArrayList<>();
    if (!env.isEmpty()) {
      whole.addAll(List.of("/usr/bin/env", "-i"));
      env.forEach((name, value) -> whole.add(name + "=" + value));
    }
    whole.addAll(List.of(command));
    Tool.Ended ended = Tool.run(work, whole.toArray(String[]::new));
    assertThat(ended.exit()).as(String.join(" ", command) + "\n" + ended.err()).isEqualTo(exit);
    return ended.out();
  }
}
