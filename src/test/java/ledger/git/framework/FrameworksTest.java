package ledger.git.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.git.Checkout;
import ledger.git.Scratch;
import ledger.git.hook.HookKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files of tools that manage hooks say; {@code HookManagersIT} has the real tools. */
class FrameworksTest {
  private static final String LEDGER = "ledger/TASKS.md";

  @TempDir Path folder;
  private Scratch git;
  private Path launcher;

  @BeforeEach
  void create() throws Exception {
    git = Scratch.create(folder, "a checkout");
    launcher = git.script("bin/ledger", "#!/bin/sh\n");
    git.write(LEDGER, "x\n");
    git.git("add", ".");
    git.git("commit", "-q", "-m", "first");
  }

  @ParameterizedTest
  @CsvSource({
    "lefthook.yml, lefthook",
    ".lefthook.yaml, lefthook",
    "lefthook.toml, lefthook",
    "lefthook.json, lefthook",
    ".config/lefthook.yml, lefthook",
    ".pre-commit-config.yaml, pre-commit",
    "prek.toml, prek",
    ".husky/commit-msg, husky"
  })
  void eachIsFoundByItsFile(String file, String name) throws Exception {
    git.write(file, file.endsWith(".json") ? "{}" : "");
    assertThat(found(LEDGER).orElseThrow().name()).isEqualTo(name);
    assertThat(called(LEDGER)).isFalse();
  }

  @Test
  void withoutSuchAFileThereIsNone() throws Exception {
    assertThat(found(LEDGER)).isEmpty();
  }

  /** What is printed for an empty file is what is recognised afterwards, on commits and merges. */
  @ParameterizedTest
  @CsvSource({
    "lefthook.yml, ledger/TASKS.md",
    "lefthook.yml, docs/PLAN.md",
    "lefthook.yml, 'our plan/it''s [1] #2: TODO.md'",
    "lefthook.toml, 'our plan/it''s \"1\".md'",
    "lefthook.json, 'our plan/it''s \"1\".md'",
    ".pre-commit-config.yaml, docs/PLAN.md",
    ".pre-commit-config.yaml, 'our plan/it''s [1] #2: TODO.md'",
    "prek.toml, 'our plan/it''s \"1\".md'",
    ".husky/pre-push, 'our plan/it''s [1] #2: TODO.md'"
  })
  void whatIsPrintedIsRecognised(String file, String ledger) throws Exception {
    for (Path called : List.of(launcher, folder.resolve("else where/ledger"))) {
      launcher = called;
      git.write(ledger, "x\n");
      git.write(file, file.endsWith(".json") ? "{}" : "");
      assertThat(called(ledger)).isFalse();
      for (HookFramework.Addition add : found(ledger).orElseThrow().additions()) {
        String before = Files.exists(add.file()) ? Files.readString(add.file()) : "";
        boolean top = add.where().equals("at its top");
        boolean json = file.endsWith(".json");
        Files.createDirectories(add.file().getParent());
        Files.writeString(
            add.file(),
            json ? "{" + add.text() + "}" : top ? add.text() + before : before + add.text());
        assertThat(add.text()).doesNotContain(folder.toString());
      }
      assertThat(called(ledger)).as(Files.readString(git.path(file))).isTrue();
      assertThat(calls(ledger, HookKind.PRE_MERGE_COMMIT)).isTrue();
      assertThat(called("other/ledger/TASKS.md")).isFalse();
      assertThat(found(ledger).orElseThrow().additions()).isEmpty();
      if (file.startsWith(".husky")) {
        Files.delete(git.path(".husky/pre-commit"));
        Files.delete(git.path(".husky/pre-merge-commit"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "npx lint-tool check --staged",
        "hledger check --staged",
        "ledger-lint check --staged",
        "echo ledger # ledger check --staged",
        "ledger list --staged",
        "bin/ledger check",
        "bin/ledger check --staged --ledger docs/OTHER.md",
        "cd docs && ../bin/ledger check --staged",
        "# bin/ledger check --staged"
      })
  void otherCommandsAreNotTakenForOurs(String line) throws Exception {
    git.write(".husky/pre-commit", line + "\n");
    assertThat(called(LEDGER)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bin/ledger check --staged",
        "./bin/ledger check --staged || exit 1",
        "uvx task-ledger==1.0 check --staged",
        "ledger --ledger ledger/TASKS.md check --staged",
        "git diff --quiet || 'bin/ledger' check --staged --ledger=ledger/TASKS.md && echo x",
        "cd ledger && ../bin/ledger check --staged --ledger TASKS.md"
      })
  void oursIsFoundInOtherForms(String line) throws Exception {
    git.write(".husky/pre-commit", "npm test\n" + line + "\n");
    assertThat(called(LEDGER)).isTrue();
  }

  /** {@code .pre-commit-hooks.yaml}: any repository may have a copy of it. */
  @Test
  void ourOwnHookSourceIsRecognised() throws Exception {
    String start = "repos:\n- repo: https://example.org/ledger\n  rev: v1\n  hooks:\n  - id: ";
    git.write(".pre-commit-config.yaml", start + "ledger-check\n");
    assertThat(called(LEDGER)).isTrue();
    assertThat(calls(LEDGER, HookKind.PRE_MERGE_COMMIT)).as("not installed").isFalse();
    assertThat(found(LEDGER).orElseThrow().additions().getFirst().text())
        .isEqualTo("default_install_hook_types: [pre-commit, pre-merge-commit]\n");
    assertThat(called("docs/PLAN.md")).isFalse();

    git.write(
        ".pre-commit-config.yaml", start + "ledger-check\n    args: [--ledger, docs/PLAN.md]\n");
    assertThat(called("docs/PLAN.md")).isTrue();
    assertThat(called(LEDGER)).isFalse();

    git.write(".pre-commit-config.yaml", start + "ledger-check\n    files: ^docs/\n");
    assertThat(called(LEDGER)).as("a pattern that leaves it out").isFalse();
    git.write(".pre-commit-config.yaml", start + "ledger-check\n    stages: [manual]\n");
    assertThat(called(LEDGER)).as("a stage that no hook runs").isFalse();
    git.write(".pre-commit-config.yaml", start + "some-check\n");
    assertThat(called(LEDGER)).isFalse();
  }

  @Test
  void whatIsThereIsAddedTo() throws Exception {
    git.write(
        "lefthook.yml",
        "pre-commit:\n  commands:\n    lint:\n      run: x\npre-merge-commit:\n  jobs: []\n");
    List<HookFramework.Addition> additions = found(LEDGER).orElseThrow().additions();
    assertThat(additions)
        .extracting(HookFramework.Addition::where)
        .containsExactly("pre-commit, commands", "pre-merge-commit");
    assertThat(additions.getFirst().text()).startsWith("    ledger:\n      glob:");
    Files.delete(git.path("lefthook.yml"));

    git.write(
        ".pre-commit-config.yaml",
        "default_install_hook_types: [commit-msg]\nrepos:\n- repo: local\n  hooks: []\n");
    additions = found(LEDGER).orElseThrow().additions();
    assertThat(additions.getFirst().text()).startsWith("- repo: local\n  hooks:\n    - id: ");
    assertThat(additions.get(1).text())
        .isEqualTo("default_install_hook_types: [commit-msg, pre-merge-commit]\n");
  }

  @Test
  void aJobInAGroupOfAFolderIsFound() throws Exception {
    git.write(
        "lefthook.yml",
        """
        pre-commit:
          jobs:
            - name: sub
              root: sub/
              group:
                jobs:
                  - run: ../bin/ledger check --staged
        """);
    assertThat(called("sub/ledger/TASKS.md")).isTrue();
    assertThat(called(LEDGER)).isFalse();
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws Exception {
    git.write("lefthook.yml", "a: [\n");
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> found(LEDGER)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot read lefthook.yml");
  }

  private boolean called(String ledger) throws IOException {
    return calls(ledger, HookKind.PRE_COMMIT);
  }

  private boolean calls(String ledger, HookKind kind) throws IOException {
    Optional<HookFramework> found = found(ledger);
    return Frameworks.call(found.orElseThrow(), ledger, kind).isPresent();
  }

  private Optional<HookFramework> found(String ledger) throws IOException {
    try (Checkout checkout = Checkout.find(git.root(), Map.of()).orElseThrow()) {
      return Frameworks.find(
          checkout, git.path(".git/hooks"), git.hooked(git.path(ledger)), launcher);
    }
  }
}
