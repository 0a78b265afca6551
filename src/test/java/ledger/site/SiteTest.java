package ledger.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ledger.document.TaskId;
import ledger.evidence.store.RunHead;
import ledger.evidence.verdict.EvidenceSource;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.io.DurableFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole site, built into folders. */
class SiteTest {
  @TempDir Path folder;

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  @Test
  void hasAPageForEveryRowOfEveryState() throws Exception {
    SiteReport report = Fixture.build(Fixture.input(), folder);
    for (int i = 0; i <= 8; i++) {
      assertThat(report.written())
          .contains("tasks/MLX-00" + i + ".html", "tasks/MLX-00" + i + ".json");
    }
    assertThat(report.written())
        .contains("index.html", "index.json", "about.html", "tasks/MLX-002.csv");
    assertThat(report.startPage()).exists();
    String board = Files.readString(folder.resolve("index.html"));
    assertThat(board)
        .contains("Backlog", "In Progress", "Review / QA", "Done")
        .contains("Confirmed mlx~=0.29.3 is used")
        .contains("1 verified, 1 failed, 1 inconclusive, 1 broken, 5 no evidence");
  }

  @Test
  void showsWhatWasMeasuredAndHowToRepeatIt() throws Exception {
    Fixture.build(Fixture.input(), folder);
    String page = Files.readString(folder.resolve("tasks/MLX-002.html"));
    assertThat(page)
        .contains("<svg class=\"plot\"")
        .contains("bin/ledger verify MLX-002 --env pinned --force")
        .contains("python ledger/experiments/lazy_evaluation.py")
        .contains("negative control")
        .contains("reference (libblas.so.3), 1 thread")
        .contains("<a href=\"../code/MLX-002/e1.html\">The code</a>");
    assertThat(Files.readString(folder.resolve("code/MLX-002/e1.html")))
        .contains("<span class=\"line\" id=\"L1\">", "<span class=\"t-k\">import</span>");
    Matcher run = Pattern.compile("href=\"\\.\\./(runs/MLX-002/[^\"]+)\"").matcher(page);
    assertThat(run.find()).isTrue();
    assertThat(Files.readString(folder.resolve(run.group(1))))
        .contains("digraph { a -&gt; b }")
        .contains("0123456789abcdef0123456789abcdef01234567, with uncommitted changes");
    assertThat(Files.readString(folder.resolve("tasks/MLX-004.html")))
        .contains("no experiment is linked to this task")
        .contains("bin/ledger verify MLX-004");
    assertThat(Files.readString(folder.resolve("tasks/MLX-008.html")))
        .contains("Refuted, known")
        .contains("0.29.4 multiplies nvfp4 wrongly on the CPU");
  }

  @Test
  void looksAcrossTasksByPlaceAndTime() throws Exception {
    SiteInput plain = Fixture.input();
    SiteInput input =
        new SiteInput(
            plain.title(),
            plain.ledger(),
            plain.pages(),
            plain.evidence(),
            plain.templates(),
            plain.files(),
            Optional.of("https://example.org/board"),
            plain.subject(),
            plain.environments(),
            plain.command());
    Fixture.build(input, folder);
    assertThat(folder.resolve("runs/MLX-002/20261123T101500Z-pi4f2a91.html")).exists();
    assertThat(Files.readString(folder.resolve("tasks/MLX-002.html")))
        .contains("href=\"../runs/MLX-002/20261123T101500Z-pi4f2a91.html\"");
    assertThat(Files.readString(folder.resolve("results.html")))
        .contains("linux-x86_64-cpu", "pinned", "latest", "2026-11-23", "not run");
    assertThat(Files.readString(folder.resolve("compare.html")))
        .contains("Better?", "<a href=\"compare/MLX-002.html#c1\">pinned → latest</a>");
    assertThat(Files.readString(folder.resolve("compare/MLX-002.html")))
        .contains(
            "−20.0\u00A0%", "Better?", "assumed: 10\u00A0%", "Lazy evaluation: pinned → latest")
        .contains("67108868\u00A0B", "67108867\u00A0B");
    assertThat(Files.readString(folder.resolve("tasks/MLX-002.html")))
        .contains("<a href=\"../compare/MLX-002.html\">Environments compared</a>");
    String versions =
        Files.readString(folder.resolve("versions/pinned-latest-linux-x86_64-cpu.html"));
    assertThat(versions)
        .contains("what you will notice</h1>", "No change is confirmed yet", "Better?")
        .containsPattern("<svg class=\"forest good open\"[^>]*><line class=\"zero\"");
    assertThat(Files.readString(folder.resolve("compare/MLX-002.json")))
        .contains("\"answer\": \"better\"", "\"confirmed\": false")
        .containsPattern("\"shift\": -0\\.\\d{12,}");
    assertThat(Files.readString(folder.resolve("flow.html")))
        .contains("1 task has a history, 8 have none yet", "In Progress", "2026-11-20");
    assertThat(Files.readString(folder.resolve("404.html")))
        .contains("href=\"https://example.org/board/index.html\"");
    assertThat(Files.readString(folder.resolve("sitemap.xml")))
        .contains("<loc>https://example.org/board/tasks/MLX-002.html</loc>");
    assertThat(Files.readString(folder.resolve("feed.xml")))
        .contains(
            "MLX-002 Document Lazy Computation Behavior: In Progress",
            "MLX-002 Document Lazy Computation Behavior: Verified, Evaluation over building",
            ": refuted: 0.29.4 multiplies nvfp4 wrongly on the CPU. (measured: 1, claimed: ",
            "pinned on linux-x86_64-cpu");
    assertThat(Files.readString(folder.resolve("badges/MLX-002.svg")))
        .contains("Verified · linux-x86_64-cpu · 2026-11-23");
    assertThat(Files.readString(folder.resolve("assets/index.js"))).contains("eval_us_per_op");
  }

  /** MLX-008 failed too, and is not done. */
  @Test
  void marksADoneTaskThatItsEvidenceRefutes() throws Exception {
    String mark = "Done, but refuted by its evidence.";
    Fixture.build(Fixture.input(), folder);
    assertThat(Files.readString(folder.resolve("index.html"))).doesNotContain(mark);
    Map<TaskId, TaskEvidence> evidence = new LinkedHashMap<>(Fixture.evidence());
    Fixture.put(evidence, "MLX-000", Status.FAILED, "A later run refutes it.");
    Fixture.build(Fixture.input(evidence, Map.of()), folder);
    assertThat(Files.readString(folder.resolve("index.html"))).containsOnlyOnce(mark);
  }

  @Test
  void aLinkThatLeadsNowhereStopsTheBuild() throws Exception {
    SiteInput input =
        Fixture.input(
            Map.of(),
            Map.of(
                Fixture.id("MLX-002"),
                Fixture.page(
                    "MLX-002", "See [this](gone.html) and [that](MLX-001.md#nowhere).\n")));
    SiteFailure failure =
        org.junit.jupiter.api.Assertions.assertThrows(
            SiteFailure.class, () -> Fixture.build(input, folder.resolve("site")));
    assertThat(failure.problems())
        .extracting(problem -> problem.place() + " " + problem.message())
        .containsExactly(
            "ledger/tasks/MLX-002.md:1:12 the page links to gone.html, and there is no such file",
            "ledger/tasks/MLX-002.md:1:34 the page links to MLX-001.md#nowhere, and it has no such heading");
    assertThat(folder.resolve("site")).doesNotExist();
  }

  @Test
  void staysSmall() throws Exception {
    Fixture.build(Fixture.input(), folder);
    long scripts =
        Files.size(folder.resolve("assets/ledger.js"))
            + Files.size(folder.resolve("assets/search.js"));
    assertThat(scripts).isLessThanOrEqualTo(15_000);
    assertThat(Files.size(folder.resolve("assets/ledger.css"))).isLessThanOrEqualTo(25_000);
    assertThat(Files.size(folder.resolve("index.html"))).isLessThanOrEqualTo(60_000);
  }

  @Test
  void sameInputsGiveTheSameBytesAnywhere() throws Exception {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    Path other = folder.resolve("elsewhere/with spaces/site");
    try {
      Fixture.build(Fixture.input(), folder.resolve("site"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      Fixture.build(Fixture.input(), other);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    assertThat(files(other)).isEqualTo(files(folder.resolve("site")));
    assertThat(files(other).values())
        .allSatisfy(text -> assertThat(text).doesNotContain(folder.toString()));
  }

  @Test
  void anUnchangedSiteIsNotTouched() throws Exception {
    Fixture.build(Fixture.input(), folder);
    FileTime old = FileTime.fromMillis(1_000_000);
    for (String path : files(folder).keySet()) {
      Files.setLastModifiedTime(folder.resolve(path), old);
    }
    assertThat(Fixture.check(Fixture.input(), folder)).isEmpty();
    SiteReport report = Fixture.build(Fixture.input(), folder);
    assertThat(report.written()).isEmpty();
    assertThat(report.deleted()).isEmpty();
    for (String path : files(folder).keySet()) {
      assertThat(Files.getLastModifiedTime(folder.resolve(path))).as(path).isEqualTo(old);
    }
  }

  /** The link is the user's; behind it stand pages that are still part of the site. */
  @Test
  void keepsALinkInPlaceOfOneOfItsFolders() throws Exception {
    Path site = folder.resolve("site");
    Fixture.build(Fixture.input(), site);
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(site.resolve("tasks"), elsewhere);
    Files.createSymbolicLink(site.resolve("tasks"), elsewhere);
    String ledger = Files.readString(Path.of("src/test/resources/seed/TASKS.md"));
    String without = ledger.replaceFirst("(?m)^\\| MLX-008 .*\\R", "");
    Fixture.build(Fixture.input(without, Map.of(), Map.of()), site);
    assertThat(site.resolve("tasks")).isSymbolicLink();
    assertThat(site.resolve("tasks/MLX-001.html")).exists();
    assertThat(site.resolve("tasks/MLX-008.html")).doesNotExist();
  }

  @Test
  void ofSeveralTasksWithoutUsableEvidenceTheFirstIsReported() throws Exception {
    SiteInput plain = Fixture.input();
    EvidenceSource damaged =
        new EvidenceSource() {
          @Override
          public TaskEvidence of(TaskId task) {
            return TaskEvidence.none(task);
          }

          @Override
          public List<RunHead> heads(TaskId task) {
            if (task.equals(Fixture.id("MLX-003")) || task.equals(Fixture.id("MLX-007"))) {
              throw new IllegalStateException(task.value());
            }
            return List.of();
          }
        };
    SiteInput input =
        new SiteInput(
            plain.title(),
            plain.ledger(),
            plain.pages(),
            damaged,
            plain.templates(),
            plain.files(),
            plain.base(),
            plain.subject(),
            plain.environments(),
            plain.command());
    for (int round = 0; round < 50; round++) {
      assertThatThrownBy(() -> Fixture.build(input, folder)).hasMessage("MLX-003");
    }
  }

  @Test
  void deletesPagesOfTasksThatAreGoneAndNothingElse() throws Exception {
    Fixture.build(Fixture.input(), folder);
    Files.writeString(folder.resolve("tasks/mine.html"), "kept");
    Path outside = folder.resolveSibling("outside.html");
    Files.writeString(outside, "kept");
    Path manifest = folder.resolve(".ledger-site");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            + "../outside.html\n/etc/hosts\nfiles/../tasks/mine.html\nfiles/data/a b.csv\n");
    Path copy = Files.createDirectories(folder.resolve("files/data")).resolve("a b.csv");
    Files.writeString(copy, "1\n");
    String ledger = Files.readString(Path.of("src/test/resources/seed/TASKS.md"));
    String without = ledger.replaceFirst("(?m)^\\| MLX-008 .*\\R", "");
    SiteInput input = Fixture.input(without, Map.of(), Map.of());
    assertThat(Fixture.check(input, folder)).contains("tasks/MLX-008.html", "index.html");
    SiteReport report = Fixture.build(input, folder);
    assertThat(report.deleted())
        .filteredOn(path -> !path.startsWith("runs/"))
        .containsExactly(
            "badges/MLX-008.svg",
            "code/MLX-001/e1.html",
            "code/MLX-002/e1.html",
            "code/MLX-003/e1.html",
            "code/MLX-007/e1.html",
            "code/MLX-008/e1.html",
            "compare/MLX-002.html",
            "compare/MLX-002.json",
            "files/data/a b.csv",
            "metrics/MLX-001/e1.html",
            "metrics/MLX-002/e1.html",
            "metrics/MLX-007/e1.html",
            "metrics/MLX-008/e1.html",
            "tasks/MLX-001.csv",
            "tasks/MLX-002.csv",
            "tasks/MLX-008.csv",
            "tasks/MLX-008.html",
            "tasks/MLX-008.json",
            "versions/pinned-latest-linux-x86_64-cpu.html");
    assertThat(folder.resolve("tasks/MLX-008.html")).doesNotExist();
    assertThat(folder.resolve("runs")).doesNotExist();
    assertThat(folder.resolve("tasks/mine.html")).hasContent("kept");
    assertThat(outside).hasContent("kept");
    Files.delete(outside);
  }

  @Test
  void aWorkspacesOwnTemplateWins() throws Exception {
    Path templates = Files.createDirectory(folder.resolve("templates"));
    Files.writeString(templates.resolve("about.ftlh"), "<p>[=frame.site] [=meanings?size]</p>\n");
    SiteInput input = Fixture.input();
    Fixture.build(with(input, templates), folder.resolve("site"));
    assertThat(folder.resolve("site/about.html")).hasContent("<p>MLX Setup 10</p>");
    assertThat(Files.readString(folder.resolve("site/index.html"))).contains("<!doctype html>");
  }

  @Test
  void aWrongTemplateIsNamedWithItsPlaceAndTheModelsFields() throws Exception {
    Path templates = Files.createDirectory(folder.resolve("templates"));
    Files.writeString(templates.resolve("about.ftlh"), "<p>\n  [=frame.sight]\n</p>\n");
    SiteInput input = with(Fixture.input(), templates);
    SiteFailure failure =
        org.junit.jupiter.api.Assertions.assertThrows(
            SiteFailure.class, () -> Fixture.build(input, folder.resolve("site")));
    assertThat(failure.problems().getFirst().render())
        .startsWith("templates/about.ftlh:2:")
        .contains("Frame has no field sight; did you mean site?");
    assertThat(folder.resolve("site")).doesNotExist();
  }

  @Test
  void templatesCannotReachClassesOrFilesOutside() throws Exception {
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Path templates = Files.createDirectory(folder.resolve("templates"));
    for (String attack :
        new String[] {
          "[=\"freemarker.template.utility.Execute\"?new()(\"id\")]",
          "[=frame?api.class]",
          "[=frame.class]",
          "<#include \"../secret.txt\">",
          "<#include \"/etc/passwd\">"
        }) {
      Files.writeString(templates.resolve("about.ftlh"), attack);
      SiteInput input = with(Fixture.input(Map.of(), Map.of()), templates);
      assertThat(
              org.junit.jupiter.api.Assertions.assertThrows(
                      Exception.class, () -> Fixture.build(input, folder.resolve("site")))
                  .getMessage())
          .as(attack)
          .doesNotContain("secret\n");
      assertThat(folder.resolve("site")).doesNotExist();
    }
  }

  private static SiteInput with(SiteInput input, Path templates) {
    return new SiteInput(
        input.title(),
        input.ledger(),
        input.pages(),
        input.evidence(),
        name -> DurableFile.content(templates.resolve(name)),
        input.files(),
        input.base(),
        input.subject(),
        input.environments(),
        input.command());
  }
}
