package ledger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.app.edit.EditResult;
import ledger.app.edit.Effect;
import ledger.app.records.ResultsRequest;
import ledger.app.results.VerifyMode;
import ledger.app.results.VerifyRequest;
import ledger.app.results.VerifyResult;
import ledger.app.session.Failure;
import ledger.app.session.Notice;
import ledger.app.session.Session;
import ledger.app.site.PublishResult;
import ledger.app.site.SiteRequest;
import ledger.app.site.SiteWatch;
import ledger.app.task.MoveRequest;
import ledger.evidence.verdict.Status;
import ledger.experiment.Workspaces;
import ledger.experiment.run.RunEvent;
import ledger.site.SiteReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task from its start to Done, as any surface takes it there: through calls and their data. */
class AppTest {
  private static final String SCRIPT =
      Workspaces.header("30s")
          + Workspaces.PRELUDE
          + """
          for value in (31, 29.5, 30, 32, 33, 34): event("sample", metric="ratio", value=value)
          event("check", id="P1", title="Splitting", ok=True, detail="1 of 1", control=False)
          """
          + Workspaces.END;

  @TempDir Path folder;
  private final List<Notice> heard = new ArrayList<>();
  private App app;

  @BeforeEach
  void open() throws Exception {
    Workspaces files = new Workspaces(folder);
    files.environment();
    files.write("ledger/TASKS.md", Files.readString(Path.of("src/test/resources/seed/TASKS.md")));
    files.write("ledger/experiments/probe.py", SCRIPT);
    files.write(
        "ledger/ledger.toml",
        """
        environment = "plain"
        [environments.plain]
        requirements = "requirements/none.txt"
        python = ">=3.8"
        """);
    Clock noon = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    app = new App(new Session(folder, null, Map.of(), noon, "a test", heard::add));
  }

  @Test
  void aTaskIsStartedVerifiedAndDone() throws Exception {
    assertThat(moved("start")).isEqualTo("Backlog → In Progress");
    Failure refused = catchThrowableOfType(Failure.class, () -> move("done"));
    assertThat(refused.kind()).isEqualTo(Failure.FailureKind.NO);

    VerifyResult verified = app.verify(verify(VerifyMode.NEEDED, false));
    assertThat(verified.verified(true)).isTrue();
    assertThat(verified.runs()).hasSize(1);
    assertThat(verified.evidence()).singleElement().matches(e -> e.status() == Status.VERIFIED);
    assertThat(heard).hasAtLeastOneElementOfType(Notice.RunStarts.class);
    assertThat(events()).startsWith("ProcessStarted").contains("StepReached").endsWith("Finished");

    assertThat(moved("done")).isEqualTo("In Progress → Done");
    assertThat(Files.readString(folder.resolve("ledger/TASKS.md")))
        .contains("1/1 checks, 1/1 claims; ratio 31", verified.runs().getFirst().run());
    assertThat(app.results(new ResultsRequest("mlx-002")).evidence())
        .singleElement()
        .matches(e -> e.status() == Status.VERIFIED);
  }

  @Test
  void aPlanRunsNothingAndAFreshRunIsNotRepeated() throws Exception {
    VerifyResult planned = app.verify(verify(VerifyMode.NEEDED, true));
    assertThat(planned.planned()).singleElement().matches(run -> run.run());
    assertThat(planned.runs()).isEmpty();
    assertThat(heard).isEmpty();
    assertThat(folder.resolve("ledger/results")).doesNotExist();

    app.verify(verify(VerifyMode.NEEDED, false));
    heard.clear();
    VerifyResult again = app.verify(verify(VerifyMode.NEEDED, false));
    assertThat(again.runs()).isEmpty();
    assertThat(again.verified(true)).isTrue();
    assertThat(heard).hasOnlyElementsOfType(Notice.RunSkipped.class).hasSize(1);
  }

  @Test
  void aFirstLookDoesNotCount() throws Exception {
    VerifyResult look = app.verify(verify(VerifyMode.FIRST_LOOK, false));
    assertThat(look.verified(true)).as("it would be").isTrue();
    assertThat(look.evidence()).singleElement().matches(e -> e.status() != Status.VERIFIED);
    assertThat(catchThrowableOfType(Failure.class, () -> move("done"))).isNotNull();
  }

  @Test
  void aLedgerIsPublishedAndItsSiteWatched() throws Exception {
    PublishResult first = app.publish();
    assertThat(first.complete()).isTrue();
    assertThat(first.runs()).hasSize(1);
    assertThat(first.verdicts())
        .filteredOn(verdict -> verdict.status() == Status.VERIFIED)
        .extracting(verdict -> verdict.task().value())
        .containsExactly("MLX-002");
    assertThat(first.site().startPage()).isEqualTo(folder.resolve("site/index.html")).exists();
    assertThat(app.siteCheck(new SiteRequest(false)).files()).isEmpty();

    PublishResult second = app.publish();
    assertThat(second.runs()).isEmpty();
    assertThat(second.site().written()).isEmpty();

    moved("start");
    assertThat(app.siteCheck(new SiteRequest(false)).files())
        .contains("index.html", "tasks/MLX-002.html");
    List<SiteReport> builds = new ArrayList<>();
    try (SiteWatch watch = app.siteWatch(new SiteRequest(false))) {
      watch.run(
          new SiteWatch.BuildListener() {
            @Override
            public void built(SiteReport report) {
              builds.add(report);
              end(watch);
            }

            @Override
            public void failed(Exception reason) {
              throw new AssertionError(reason);
            }
          });
    }
    assertThat(builds).singleElement().satisfies(b -> assertThat(b.written()).isNotEmpty());
  }

  private static void end(SiteWatch watch) {
    try {
      watch.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aLedgerWithErrorsIsNotPublished() throws Exception {
    Path file = folder.resolve("ledger/TASKS.md");
    Files.writeString(
        file, Files.readString(file).replace("2025-11-07", "2025-11-37"), StandardCharsets.UTF_8);
    PublishResult result = app.publish();
    assertThat(result.complete()).isFalse();
    assertThat(result.site()).isNull();
    assertThat(heard).hasAtLeastOneElementOfType(Notice.ProblemFound.class);
    assertThat(folder.resolve("ledger/results")).doesNotExist();
    assertThat(folder.resolve("site")).doesNotExist();
  }

  @Test
  void aRefutedClaimIsNotVerified() throws Exception {
    Files.writeString(
        folder.resolve("ledger/experiments/probe.py"),
        SCRIPT.replace("# at-least = 20", "# at-least = 40"));
    VerifyResult refuted = app.verify(verify(VerifyMode.NEEDED, false));
    assertThat(refuted.verified(true)).isFalse();
    assertThat(refuted.evidence()).singleElement().matches(e -> e.status() == Status.FAILED);
  }

  private static VerifyRequest verify(VerifyMode mode, boolean planOnly) {
    return new VerifyRequest(List.of("MLX-002"), List.of(), mode, null, planOnly, false, planOnly);
  }

  private List<String> events() {
    List<String> events = new ArrayList<>();
    for (Notice notice : heard) {
      if (notice instanceof Notice.RunGoesOn(RunEvent event)) {
        events.add(event.getClass().getSimpleName());
      }
    }
    return events;
  }

  private String moved(String state) throws Exception {
    Effect.Moved effect = (Effect.Moved) move(state).effects().getFirst();
    return effect.from().heading() + " → " + effect.to().heading();
  }

  private EditResult move(@Nullable String state) throws Exception {
    return app.move(new MoveRequest(List.of("MLX-002"), state, null, List.of(), null, null, false));
  }
}
