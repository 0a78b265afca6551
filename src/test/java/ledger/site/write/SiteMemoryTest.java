package ledger.site.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.evidence.verdict.TaskEvidence;
import ledger.io.GuardedFiles;
import ledger.io.Sha256;
import ledger.site.EarlierBuild;
import ledger.site.Fixture;
import ledger.site.SiteFailure;
import ledger.site.SiteInput;
import ledger.site.SiteReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn again is what has changed, and the site is that of a whole build all the same. */
class SiteMemoryTest {
  private static final TaskId FIRST = Fixture.id("MLX-001");
  private static final TaskId SECOND = Fixture.id("MLX-002");
  private static final TaskId THIRD = Fixture.id("MLX-003");

  @TempDir Path folder;
  private final Map<TaskId, TaskEvidence> evidence = Fixture.evidence();
  private final Map<TaskId, TaskPage> pages = new HashMap<>();
  private String ledger = "";
  private EarlierBuild earlier = EarlierBuild.NONE;

  @BeforeEach
  void first() throws Exception {
    ledger = Files.readString(Path.of("src/test/resources/seed/TASKS.md"));
    pages.put(SECOND, Fixture.page("MLX-002", Fixture.PROSE));
    pages.put(THIRD, Fixture.page("MLX-003", "See [the cost](MLX-001.md#the-cost).\n"));
    pages.put(FIRST, Fixture.page("MLX-001", "## The cost\n\nLittle.\n"));
    assertThat(build().unchanged()).isEmpty();
  }

  private SiteInput input() {
    return Fixture.input(ledger, evidence, pages);
  }

  /** Builds upon the last build, and compares with a whole one. */
  private SiteReport build() throws Exception {
    SiteInput input = input();
    Path site = folder.resolve("site");
    Map<TaskId, EarlierBuild.TaskInputs> inputs = new HashMap<>();
    for (Task task : input.ledger().tasks()) {
      TaskPage page = pages.get(task.id());
      String text = page == null ? "" : page.source().content();
      String records = String.valueOf(evidence.get(task.id()));
      inputs.put(task.id(), new EarlierBuild.TaskInputs(text, Sha256.ofText(records)));
    }
    EarlierBuild now = new EarlierBuild(earlier.kept(), "the same program", inputs, states(site));
    Site.Built built = Site.build(input, GuardedFiles.of(folder), site, now);
    earlier = new EarlierBuild(built.memory().kept(states(site)), "", Map.of(), Map.of());
    Path whole = folder.resolve("whole");
    Fixture.build(input, whole);
    assertThat(contents(site)).isEqualTo(contents(whole));
    return built.report();
  }

  private static Map<String, String> contents(Path site) throws Exception {
    Map<String, String> contents = new TreeMap<>();
    if (!Files.exists(site)) {
      return contents;
    }
    try (Stream<Path> files = Files.walk(site)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(site.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  private static Map<String, String> states(Path site) throws Exception {
    Map<String, String> states = new HashMap<>();
    contents(site).forEach((path, text) -> states.put(path, Sha256.ofText(text)));
    return states;
  }

  @Test
  void nothingIsDrawnIfNothingChanged() throws Exception {
    assertThat(build().written()).isEmpty();
  }

  @Test
  void aPageOfProseIsDrawnAloneWithTheSearch() throws Exception {
    pages.put(THIRD, Fixture.page("MLX-003", "A walrus. See [it](MLX-001.md#the-cost).\n"));
    assertThat(build().written()).containsExactly("assets/index.js", "tasks/MLX-003.html");
  }

  @Test
  void aTitleIsDrawnWhereverItStands() throws Exception {
    ledger = ledger.replaceFirst("(?m)^(\\| *MLX-002 *\\| *)", "$1Another ");
    assertThat(build().written())
        .contains("index.html", "index.json", "tasks/MLX-001.html", "tasks/MLX-002.html")
        .doesNotContain("tasks/MLX-005.html", "about.html");
  }

  @Test
  void evidenceIsDrawnWhereverItStands() throws Exception {
    evidence.remove(SECOND);
    pages.remove(SECOND);
    assertThat(build().written()).contains("results.html", "compare.html", "index.html");
    evidence.putAll(Fixture.evidence());
    pages.put(SECOND, Fixture.page("MLX-002", Fixture.PROSE));
    assertThat(build().written()).contains("results.html", "tasks/MLX-002.html");
  }

  @Test
  void aRowThatIsGoneTakesItsFilesWithIt() throws Exception {
    ledger = ledger.replaceFirst("(?m)^\\| *MLX-006 .*\\R", "");
    assertThat(build().deleted()).contains("tasks/MLX-006.html", "badges/MLX-006.svg");
  }

  @Test
  void aFileThatSomebodyEditedIsDrawnAgain() throws Exception {
    Files.writeString(folder.resolve("site/tasks/MLX-005.html"), "mine");
    Files.delete(folder.resolve("site/compare/MLX-002.html"));
    assertThat(build().written()).contains("tasks/MLX-005.html", "compare/MLX-002.html");
  }

  /** The page with the link is not drawn again, yet its link is told with its place. */
  @Test
  void aHeadingThatIsGoneIsMissedByThePageThatLinksToIt() throws Exception {
    pages.put(FIRST, Fixture.page("MLX-001", "## The price\n\nLittle.\n"));
    assertThatThrownBy(this::build)
        .isInstanceOfSatisfying(
            SiteFailure.class,
            failure ->
                assertThat(failure.problems().getFirst().place().path()).endsWith("MLX-003.md"));
  }

  @Test
  void whatIsDamagedIsNotBelieved() throws Exception {
    String kept = new String(Objects.requireNonNull(earlier.kept()), StandardCharsets.ISO_8859_1);
    assertThat(kept).contains("ledger.site.make.TaskFacts");
    byte[] damaged =
        kept.replace("ledger.site.make.TaskFacts", "ledger.site.make.TaskFairy")
            .getBytes(StandardCharsets.ISO_8859_1);
    earlier = new EarlierBuild(damaged, "", Map.of(), Map.of());
    ledger = ledger.replaceFirst("(?m)^(\\| *MLX-002 *\\| *)", "$1Another ");
    assertThat(build().written()).contains("index.html", "tasks/MLX-002.html");
  }

  @Test
  void whatWasCutShortIsNotBelieved() throws Exception {
    byte[] kept = Objects.requireNonNull(earlier.kept());
    byte[] half = Arrays.copyOf(kept, kept.length / 2);
    earlier = new EarlierBuild(half, "", Map.of(), Map.of());
    assertThat(build().written()).isEmpty();
  }

  @Test
  void bytesFromElsewhereMakeNoOtherObjects() throws Exception {
    FactsCodec codec = new FactsCodec(null);
    byte[] own = codec.bytes(FactKind.ONE);
    assertThat(codec.read(own)).isEqualTo(FactKind.ONE);
    byte[] foreign = codec.bytes(DayOfWeek.MONDAY);
    assertThatThrownBy(() -> codec.read(foreign)).isInstanceOf(FactsCodec.DamagedMemory.class);
  }

  private enum FactKind {
    ONE
  }
}
