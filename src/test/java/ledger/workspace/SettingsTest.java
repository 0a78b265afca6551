package ledger.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.Layout;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static Settings read(String toml) throws InvalidText {
    return Settings.of(SourceText.of("ledger.toml", toml));
  }

  private static String refused(String toml) {
    StringBuilder shown = new StringBuilder();
    assertThatThrownBy(() -> read(toml))
        .isInstanceOfSatisfying(InvalidText.class, e -> shown.append(e.problem().render()));
    return shown.toString();
  }

  /** The block of docs/settings.md names every setting; each has its effect. */
  @Test
  void theDocumentedSettings() throws Exception {
    String page = Files.readString(Path.of("docs/settings.md"));
    Matcher block = Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(block.find()).isTrue();
    Settings documented = read(block.group(1));
    Layout layout = documented.layout();
    assertThat(layout.states()).isEqualTo(Layout.DEFAULT.states());
    assertThat(layout.priorities()).isEqualTo(Layout.DEFAULT.priorities());
    assertThat(layout.ids().name()).isEqualTo("#12");
    assertThat(layout.wording().columns())
        .isEqualTo(Map.of("Title", List.of("What"), "Priority", List.of("Wichtigkeit")));
    assertThat(layout.wording().names()).isEqualTo(Map.of("done", List.of("Shipped ✅")));
    assertThat(layout.wording().ignored()).containsExactly("Roadmap");
    assertThat(documented.ledger()).isEqualTo("README.md");
    assertThat(documented.title()).isEqualTo("Fast sums");
    assertThat(documented.base()).isEqualTo("https://example.org/sums/");
    assertThat(documented.historyFromGit()).isFalse();
    assertThat(documented.environment()).isEqualTo("pinned");
    assertThat(documented.policy().environments()).containsExactly("mine");
    assertThat(documented.policy().hosts())
        .containsExactly("linux-x86_64-cpu", "macos-arm64-metal");
    assertThat(documented.limits()).isEqualTo(Limits.DEFAULT);
    assertThat(documented.environments().keySet()).containsExactly("pinned", "script", "mine");
    Environment mine = documented.environments().get("mine");
    assertThat(mine.requirements()).isEqualTo(Path.of("requirements/mine.txt"));
    assertThat(mine.variables()).containsExactlyEntriesOf(Map.of("OMP_NUM_THREADS", "1"));
    assertThat(mine.preload()).containsExactly("/usr/lib/*/openblas-pthread/libblas.so.3");
    assertThat(mine.optional()).isTrue();
    Environment unset = read("[environments.mine]\n").environments().get("mine");
    assertThat(unset.requirements()).isEqualTo(mine.requirements());
    assertThat(unset.python()).isEqualTo(mine.python());
    assertThat(unset.optional()).isFalse();
  }

  @Test
  void noSettingsAreTheDefaults() throws Exception {
    assertThat(read("")).isEqualTo(Settings.DEFAULT);
    assertThat(read("\uFEFF# nothing\r\n")).isEqualTo(Settings.DEFAULT);
  }

  @Test
  void aTableForABuiltInEnvironmentChangesWhatItNames() throws Exception {
    Environment pinned =
        read("[environments.pinned.variables]\nOMP_NUM_THREADS = \"2\"\n")
            .environments()
            .get("pinned");
    Environment usual = Settings.DEFAULT.environments().get("pinned");
    assertThat(pinned.variables()).containsEntry("OMP_NUM_THREADS", "2");
    assertThat(pinned.requirements()).isEqualTo(usual.requirements());
    assertThat(pinned.python()).isEqualTo(usual.python());
    assertThat(pinned.preload()).isEqualTo(usual.preload());
    assertThat(pinned.optional()).isFalse();
  }

  @Test
  void mistakesAreMarkedAtTheirKey() {
    assertThat(refused("title = \"x\" # [limit]\n[ limit ]\nmemory = \"1 GiB\"\n"))
        .isEqualTo(
            """
            ledger.toml:2:3: error: unknown setting 'limit' [bad-setting]
              [ limit ]
                ^^^^^
              help: did you mean limits? known: title, base, repository, history, environment, subject, policy, limits, ledger, priorities, states, sort, columns, ids, ignore, environments
            """);
    assertThat(refused("# memory = 1\nlimits = { output = \"1 MiB\", memory = 2 }\n"))
        .startsWith("ledger.toml:2:30: error: 'memory' must be a string [bad-setting]");
    assertThat(refused("[environments.a]\n[environments.b]\npython = \"3\"\npyton = \"3\"\n"))
        .startsWith("ledger.toml:4:1: error: unknown setting 'pyton' [bad-setting]");
    assertThat(refused("environments.cuda = 3\n"))
        .startsWith("ledger.toml:1:14: error: 'cuda' must be a table [bad-setting]");
    assertThat(refused("priorities = [\"High\", 3]\n"))
        .startsWith("ledger.toml:1:1: error: 'priorities' must be a list of strings");
    assertThat(refused("\uFEFFtitel = \"x\"\r\n"))
        .startsWith("ledger.toml:1:1: error: unknown setting 'titel'");
  }

  @Test
  void whatIsNotTomlIsMarkedWhereItBreaks() {
    assertThat(refused("title = \"ä\"\nbase = = 1\n"))
        .startsWith("ledger.toml:2:8: error: this is not valid TOML: ");
  }

  /** An environment's name becomes a folder's, and a variable's one goes to the system. */
  @Test
  void namesThatCannotBeUsed() {
    assertThat(refused("[environments.\"a b\"]\n"))
        .startsWith("ledger.toml:1:16: error: 'a b' cannot name an environment [bad-setting]");
    assertThat(refused("[environments.\"..\"]\n")).contains("'..' cannot name an environment");
    assertThat(refused("[environments.a.variables]\n\"A=B\" = \"1\"\n"))
        .startsWith("ledger.toml:2:2: error: 'A=B' cannot name a variable [bad-setting]");
  }

  @Test
  void limitsAreAmounts() {
    assertThat(refused("[limits]\nmemory = \"150%\"\n"))
        .startsWith("ledger.toml:2:1: error: '150%' is not an amount [bad-setting]");
    assertThat(refused("[limits]\noutput = \"50%\"\n")).contains("'output' cannot be a share");
  }
}
