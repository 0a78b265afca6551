package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The workflows are YAML of the forges' shape, and their commands are run here. */
class CiTest {
  private static final String LEDGER = "ledger/TASKS.md";
  private static final Pattern ACTION = Pattern.compile("actions/[a-z-]+@[0-9a-f]{40}");

  @TempDir Path temp;
  private GitDesk desk;

  @BeforeEach
  void create() throws Exception {
    desk = GitDesk.in(temp, "a checkout").commit(LEDGER, GitDesk.SORTED);
    System.setProperty(
        "ledger.launcher", desk.git().script("bin/ledger", "#!/bin/sh\n").toString());
    desk.git().git("add", ".");
  }

  @AfterEach
  void forget() {
    System.clearProperty("ledger.launcher");
  }

  @Test
  void githubChecksVerifiesAndPublishes() throws Exception {
    Map<?, ?> jobs = map(yaml(printed("ci", "github")), "jobs");
    assertThat(jobs.keySet().stream().map(String::valueOf))
        .containsExactly("check", "verify", "records", "site");
    assertThat(map(map(map(jobs, "verify"), "strategy"), "matrix").get("os"))
        .isEqualTo(List.of("ubuntu-latest", "macos-latest"));
    List<String> commands = new ArrayList<>();
    for (Object job : jobs.values()) {
      for (Object step : (List<?>) ((Map<?, ?>) job).get("steps")) {
        Object uses = ((Map<?, ?>) step).get("uses");
        Object run = ((Map<?, ?>) step).get("run");
        assertThat(uses == null).as("either or: %s", step).isNotEqualTo(run == null);
        if (uses != null) {
          assertThat(uses.toString()).matches(ACTION);
        } else {
          commands.add(String.valueOf(run).strip());
        }
      }
    }
    commands.removeIf(command -> command.startsWith("git add"));
    assertThat(commands)
        .containsExactly(
            "bin/ledger check --strict --format github", "bin/ledger verify", "bin/ledger site");
    assertRuns(desk, commands);
  }

  @Test
  void gitlabChecksVerifiesAndPublishes() throws Exception {
    Map<?, ?> all = yaml(printed("ci", "gitlab"));
    assertThat(all.get("stages")).isEqualTo(List.of("check", "verify", "publish"));
    assertThat(map(map(map(all, "check"), "artifacts"), "reports").get("codequality"))
        .isEqualTo("gl-code-quality-report.json");
    assertThat(String.valueOf(map(map(all, "verify"), "parallel").get("matrix")))
        .contains("RUNNER=saas-linux-small-amd64");
    Map<?, ?> macos = map(all, "verify-macos");
    assertThat(macos.toString()).contains("LEDGER_MACOS", "RUNNER=saas-macos-medium-m1");
    List<String> commands = new ArrayList<>();
    for (String job : List.of("check", "verify", "pages")) {
      ((List<?>) map(all, job).get("script"))
          .forEach(line -> commands.add(line.toString().strip()));
    }
    assertThat(commands)
        .contains(
            "bin/ledger check --strict --format gitlab > gl-code-quality-report.json || true",
            "bin/ledger check --strict",
            "bin/ledger verify",
            "bin/ledger site",
            "rm -rf public && cp -R site public");
    assertRuns(
        desk,
        commands.stream()
            .filter(line -> line.startsWith("bin/ledger"))
            .map(line -> line.replaceFirst(" > .*", ""))
            .toList());
  }

  @Test
  void aLedgerElsewhereIsNamed() throws Exception {
    GitDesk deep = desk.commit("deep down/ledger/TASKS.md", GitDesk.SORTED).from("deep down");
    Map<?, ?> jobs = map(yaml(deep.ledger("ci", "github", "--branch", "trunk").out()), "jobs");
    assertThat(jobs.toString())
        .contains(
            "bin/ledger check --strict --ledger 'deep down/ledger/TASKS.md' --format github",
            "path=deep down/ledger/results",
            "path=deep down/site",
            "github.ref == 'refs/heads/trunk'");
    Map<?, ?> gitlab = yaml(deep.ledger("ci", "gitlab", "--runner", "ours,m=mac:14").out());
    assertThat(gitlab.toString())
        .contains(
            "cp -R 'deep down/site' public",
            "{RUNNER=ours, IMAGE=maven:3.9-eclipse-temurin-21}, {RUNNER=m, IMAGE=mac:14}");
  }

  @Test
  void aToolInAnotherRepositoryIsFetched() throws Exception {
    System.setProperty("ledger.launcher", temp.resolve("elsewhere/bin/ledger").toString());
    GitDesk.Ended refused = desk.ledger("ci", "github");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("not in this repository", "--tool OWNER/NAME");
    String github = printed("ci", "github", "--tool", "someone/ledger");
    assertThat(yaml(github).toString())
        .contains("repository=someone/ledger, path=.ledger-tool", ".ledger-tool/bin/ledger check");
    String gitlab = printed("ci", "gitlab", "--tool", "ssh://host/some one.git");
    assertThat(yaml(gitlab).toString())
        .contains(
            "git -C .ledger-tool fetch --quiet --depth 1 'ssh://host/some one.git' HEAD || exit 3");
  }

  @Test
  void whatIsNamedIsOfTheForgesForm() throws Exception {
    List<String> wrong =
        List.of(
            "https://github.com/a/b.git", "a", "a/b/c", "-x/y", "a/b@", "a b/c", "x==", "${{x}}/y");
    for (String tool : wrong) {
      GitDesk.Ended refused = desk.ledger("ci", "github", "--tool=" + tool);
      assertThat(refused.exit()).as(tool).isEqualTo(2);
      assertThat(refused.err()).contains("--tool cannot be", "OWNER/NAME");
    }
    for (String tool : List.of("acme/ledger", "--upload-pack=x", "ext::sh -c x", "/srv/ledger")) {
      assertThat(desk.ledger("ci", "gitlab", "--tool=" + tool).err()).contains("--tool cannot be");
    }
    assertThat(yaml(printed("ci", "github", "--tool", "a/b@v1.0")).toString())
        .contains("repository=a/b, path=.ledger-tool, ref=v1.0");
    assertThat(printed("ci", "gitlab", "--tool", "git@host:a/b.git@v1"))
        .contains("fetch --quiet --depth 1 git@host:a/b.git v1 || exit 3");
    assertThat(printed("ci", "github", "--tool", "task-ledger==1.0"))
        .contains(".ledger-tool/bin/pip install --quiet 'task-ledger==1.0' || exit 3")
        .doesNotContain("setup-java");
  }

  @Test
  void namesStayStrings() throws Exception {
    for (String branch : List.of("#1", "1.0", "on", "it's", "a+b", "feature/x")) {
      Map<?, ?> all = yaml(printed("ci", "github", "--branch", branch));
      assertThat(map(map(all, "on"), "push").get("branches"))
          .isEqualTo(List.of(branch.replace("+", "\\+")));
      assertThat(all.toString())
          .contains("github.ref == 'refs/heads/" + branch.replace("'", "''") + "' }}");
    }
    for (String branch : List.of("a b", "a..b", "-x", "a*", "x.lock")) {
      assertThat(desk.ledger("ci", "github", "--branch=" + branch).exit()).isEqualTo(2);
    }
    Object runners =
        map(
                map(
                    map(
                        map(yaml(printed("ci", "github", "--runner", "1.0,true,my-gpu")), "jobs"),
                        "verify"),
                    "strategy"),
                "matrix")
            .get("os");
    assertThat(runners).isEqualTo(List.of("1.0", "true", "my-gpu"));
    assertThat(desk.ledger("ci", "github", "--runner", "${{ x }}").err())
        .contains("runner's label");
  }

  @Test
  void forksDoNotRunOnOnesOwnRunners() throws Exception {
    assertThat(printed("ci", "github", "--runner", "my-gpu,ubuntu-latest"))
        .contains("head.repo.full_name == github.repository");
    assertThat(printed("ci", "github")).doesNotContain("full_name");
  }

  @Test
  void aToolThatGitDoesNotHaveIsRefused() throws Exception {
    desk.git().write(".gitignore", "/tool/\n");
    System.setProperty(
        "ledger.launcher", desk.git().script("tool/bin/ledger", "#!/bin/sh\n").toString());
    GitDesk.Ended refused = desk.ledger("ci", "github");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("tool/bin/ledger is not in git here", "--tool");
  }

  @Test
  void annotationsCountFromTheRepositorysRoot() throws Exception {
    GitDesk deep = desk.commit("sub/ledger/TASKS.md", GitDesk.UNSORTED).from("sub");
    assertThat(deep.ledger("check", "--format", "github").out())
        .contains("file=sub/ledger/TASKS.md");
    assertThat(deep.ledger("check", "--format", "gitlab").out()).contains("sub/ledger/TASKS.md");
    assertThat(deep.ledger("check", "--format", "sarif").out()).contains("sub/ledger/TASKS.md");
    assertThat(deep.ledger("check").out() + deep.ledger("check").err())
        .doesNotContain("sub/ledger/TASKS.md");
  }

  @Test
  void aFileThatIsThereStays() throws Exception {
    String file = ".github/workflows/ledger.yml";
    assertThat(desk.ledger("ci", "github", "-o", file).err()).isEqualTo("wrote " + file + "\n");
    assertThat(desk.git().path(file)).hasContent(printed("ci", "github"));
    Files.writeString(desk.git().path(file), "mine\n");
    GitDesk.Ended refused = desk.ledger("ci", "github", "--output", file);
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.err()).contains(file + " already exists and stays as it is");
    assertThat(desk.git().path(file)).hasContent("mine\n");
  }

  @Test
  void problemsBecomeACodeQualityReport() throws Exception {
    String dates = "| T-8 | A | 7/11/2026 |\n| T-9 | B | 7/11/2026 |\n";
    desk.git()
        .write(
            LEDGER,
            GitDesk.UNSORTED.replace(
                "## Done\n| ID  | Title |\n|-----|-------|\n",
                "## Done\n| ID | Title | Completed (YYYY-MM-DD) |\n|--|--|--|\n" + dates));
    GitDesk.Ended found = desk.ledger("check", "--format", "gitlab");
    assertThat(found.exit()).isEqualTo(1);
    JsonNode issues = new ObjectMapper().readTree(found.out());
    assertThat(issues.size()).isGreaterThan(2);
    JsonNode first = issues.get(0);
    assertThat(first.get("check_name").asString()).isEqualTo("unsorted");
    assertThat(first.get("severity").asString()).isEqualTo("major");
    assertThat(first.get("location").toString())
        .isEqualTo("{\"path\":\"ledger/TASKS.md\",\"lines\":{\"begin\":7}}");
    List<String> fingerprints = new ArrayList<>();
    issues.forEach(issue -> fingerprints.add(issue.get("fingerprint").asString()));
    assertThat(fingerprints).as("equal messages are two problems").doesNotHaveDuplicates();

    desk.git().write(LEDGER, "Above.\n\n" + Files.readString(desk.git().path(LEDGER)));
    JsonNode lower = new ObjectMapper().readTree(desk.ledger("check", "--format", "gitlab").out());
    assertThat(lower.get(0).get("fingerprint")).isEqualTo(first.get("fingerprint"));
    desk.git().write(LEDGER, GitDesk.SORTED);
    assertThat(desk.ledger("check", "--format", "gitlab").out().strip()).isEqualTo("[ ]");
  }

  /** Each command does its work here, in a ledger without experiments. */
  private static void assertRuns(GitDesk desk, List<String> commands) {
    for (String command : commands) {
      String[] words = command.split(" ");
      GitDesk.Ended ended = desk.ledger(java.util.Arrays.copyOfRange(words, 1, words.length));
      assertThat(ended.exit()).as(command + "\n" + ended.err()).isZero();
    }
    assertThat(desk.git().path("site/index.html")).isRegularFile();
  }

  private String printed(String... args) {
    GitDesk.Ended ended = desk.ledger(args);
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).doesNotContainPattern("@[a-z]+@");
    return ended.out();
  }

  private static Map<?, ?> yaml(String text) {
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  private static Map<?, ?> map(Map<?, ?> from, String key) {
    return (Map<?, ?>) from.get(key);
  }
}
