package ledger.site.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ledger.document.TaskId;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.Fixture;
import ledger.site.Runs;
import ledger.site.compare.Trends.TrendSeries;
import ledger.site.compare.Trends.TrendStep;
import org.junit.jupiter.api.Test;

/** Where a headline changed with the version, and where it only looks as if. */
class TrendsTest {
  private static final double[] NOISE = {0, 0.6, -0.5, 0.3};

  private final List<RunEvidence> runs = new ArrayList<>();

  private void measured(String mlx, int times, double around) {
    for (int i = 0; i < times; i++) {
      runs.add(
          Runs.in("pinned")
              .mlx(mlx)
              .at("2026-11-%02dT10:15:00Z".formatted(runs.size() + 1))
              .metric("speed", "Speed", "1", "higher")
              .samples("speed", around + NOISE[i], 20, null)
              .make("MLX-002", "lazy", Status.VERIFIED, ""));
    }
  }

  private TrendSeries series() {
    List<RunEvidence> newestFirst = runs.reversed();
    ExperimentEvidence experiment =
        new ExperimentEvidence(
            "lazy",
            "Lazy evaluation",
            "ledger/experiments/lazy.py",
            "",
            List.of(),
            newestFirst.subList(0, 1),
            newestFirst.subList(1, runs.size()));
    Map<TaskId, TaskEvidence> all = new HashMap<>();
    Fixture.put(all, "MLX-002", Status.VERIFIED, "", experiment);
    TaskEvidence evidence = Objects.requireNonNull(all.get(Fixture.id("MLX-002")));
    return Trends.of(evidence, List.of("mlx")).getFirst();
  }

  private String drawing() {
    TrendsPage.TrendLine line = new TrendLines(List.of(), "").lines(List.of(series())).getFirst();
    return Objects.requireNonNull(line.drawing()).markup();
  }

  @Test
  void everyVersionIsComparedWithTheOneBefore() {
    measured("0.29.4", 4, 100);
    measured("0.30.0", 4, 200);
    measured("0.32.0", 4, 200.2);
    assertThat(series().steps()).extracting(TrendStep::at).containsExactly(4, 8);
    assertThat(series().steps()).extracting(TrendStep::confirmed).containsExactly(true, false);
    assertThat(series().steps().getFirst().words()).startsWith("mlx 0.29.4 → mlx 0.30.0: changed");
    assertThat(series().steps().getLast().words()).endsWith("no change beyond the noise");
    assertThat(drawing()).containsOnlyOnce("class=\"step change\"").contains("class=\"step\"");
  }

  @Test
  void twoRunsConfirmNothing() {
    measured("0.29.4", 1, 100);
    measured("0.30.0", 1, 200);
    assertThat(series().steps()).extracting(TrendStep::confirmed).containsExactly(false);
    assertThat(series().steps().getFirst().words()).contains("in too few runs");
    assertThat(drawing()).doesNotContain("step change");
  }

  @Test
  void withoutAnotherVersionThereIsNoStep() {
    measured("0.29.4", 2, 100);
    measured("0.29.4", 2, 200);
    assertThat(series().steps()).isEmpty();
  }
}
