package ledger.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ledger.document.TaskId;
import ledger.document.TaskPage;
import ledger.evidence.Bound;
import ledger.evidence.Claim;
import ledger.evidence.Condition;
import ledger.evidence.Exit;
import ledger.evidence.ExperimentEvidence;
import ledger.evidence.Finding;
import ledger.evidence.RunEvidence;
import ledger.evidence.Status;
import ledger.evidence.TaskEvidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a ledger, a record or a log holds, it ends as text. */
class HostileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</code></pre></details><svg onload=alert(1)>",
        "<!--<script>",
        "${1+1}[=1+1]<#if true>x</#if>[#if true]<@x/>",
        "../../../etc/passwd",
        "javascript:alert(1)",
        "]]><script>alert(1)</script>",
        "\u0000\u0008\u001b[31m\u202e",
        "=cmd|' /C calc'!A0"
      })
  void isText(String hostile) throws Exception {
    String cell = hostile.replace("|", "\\|");
    String ledger =
        "# "
            + hostile
            + "\n\n## Backlog\n\n| ID | Title | Priority | "
            + cell
            + " |\n|--|--|--|--|\n| X-1 | "
            + cell
            + " | High | "
            + cell
            + " |\n\n## Done\n\n| ID | Title | Outcome |\n|--|--|--|\n| X-2 | t | "
            + cell
            + " |\n";
    TaskId id = new TaskId("X-1");
    Claim claim = Fixture.claim(hostile, hostile, "m", new Bound.AtLeast(1));
    RunEvidence run =
        Runs.in("pinned")
            .cpu(hostile)
            .mlx(hostile)
            .log(hostile)
            .exit(Exit.Kind.FAILED, 1, hostile)
            .changed(hostile)
            .metric("m", hostile, hostile, hostile)
            .samples("m", 5, 9, hostile, hostile, hostile)
            .samples("m", 50, 9, "b", hostile, "1")
            .check(hostile, hostile, true, hostile, true)
            .absent(hostile, hostile, hostile)
            .artifact(hostile, hostile, hostile)
            .known(
                claim,
                new Finding(hostile, new Condition(List.of(), List.of(), null), hostile, hostile))
            .make("X-1", hostile, Status.FAILED, hostile);
    ExperimentEvidence experiment =
        new ExperimentEvidence(
            hostile,
            hostile,
            hostile,
            hostile + "\n'''" + hostile,
            List.of(claim),
            List.of(run),
            List.of(run));
    Map<TaskId, TaskEvidence> evidence = new HashMap<>();
    evidence.put(id, new TaskEvidence(id, Status.FAILED, hostile, List.of(experiment), List.of()));
    TaskPage page =
        Fixture.page(
            "X-1", hostile.replace("[=1+1]", "") + "\n\n- " + hostile.replace("[=1+1]", "") + "\n");
    SiteInput plain = Fixture.input(ledger, evidence, Map.of(id, page));
    SiteInput input =
        new SiteInput(
            hostile,
            plain.ledger(),
            plain.pages(),
            plain.evidence(),
            plain.templates(),
            plain.base(),
            hostile);
    Path site = folder.resolve("a/b/site");
    Site.build(input, site);

    try (Stream<Path> made = Files.walk(folder)) {
      assertThat(made.filter(Files::isRegularFile)).allMatch(file -> file.startsWith(site));
    }
    for (String name : List.of("index.html", "about.html", "tasks/X-1.html", "tasks/X-2.html")) {
      String html = Files.readString(site.resolve(name));
      String own =
          html.replaceFirst("<script src=\"(\\.\\./)?assets/ledger.js\"></script>", "")
              .replaceFirst("<script src=\"(\\.\\./)?assets/search.js\" defer></script>", "");
      assertThat(own)
          .as(name)
          .doesNotContain("<script", "<img", "<!--", "<#", "onload=alert(1)>", "\u0000", "\u001b");
      String unquoted = own.replaceAll("=\"[^\"]*\"", "=");
      assertThat(unquoted).as(name).doesNotContainPattern("<[a-z][^<>]*\\son[a-z]+=");
      assertThat(own).as(name).doesNotContainPattern("href=\"(javascript|data:text)");
      assertThat(html).as(name).endsWith("</html>\n");
    }
    if (hostile.startsWith("${")) {
      assertThat(Files.readString(site.resolve("tasks/X-1.html")))
          .contains("${1+1}[=1+1]&lt;#if true&gt;");
    }
    if (hostile.startsWith("=")) {
      assertThat(Files.readString(site.resolve("tasks/X-1.csv")))
          .doesNotContainPattern("(^|,|\")=cmd");
    }
  }

  @Test
  void aGiantLogIsShownWhole() throws Exception {
    RunEvidence run =
        Runs.in("pinned")
            .log("<line>\n".repeat(200_000))
            .make("MLX-001", "x", Status.VERIFIED, "Fine.");
    Map<TaskId, TaskEvidence> evidence = new HashMap<>();
    Fixture.put(
        evidence,
        "MLX-001",
        Status.VERIFIED,
        "Fine.",
        Fixture.experiment("x", "X", List.of(), List.of(run)));
    Site.build(Fixture.input(evidence, Map.of()), folder);
    assertThat(Files.readString(folder.resolve("tasks/MLX-001.html"))).contains("&lt;line&gt;");
  }

  @Test
  void everyStatusHasItsOwnWord() {
    assertThat(Stream.of(Status.values()).map(Badge::of).map(Badge::word)).doesNotHaveDuplicates();
  }
}
