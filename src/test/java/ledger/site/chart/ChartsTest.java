package ledger.site.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.site.Runs;
import ledger.site.page.Figure;
import ledger.text.Numbers;
import org.junit.jupiter.api.Test;

/** Which chart a metric gets follows from its parameters, its unit and its values. */
class ChartsTest {
  private static RunEvidence made(Runs runs) {
    return runs.make("MLX-001", "any", Status.VERIFIED, "");
  }

  private static List<Charts.Group> groups(RunNames names, RunEvidence... runs) {
    return new Charts("e1", names, List.of()).of(Measured.of(List.of(runs)));
  }

  private static final RunNames ONE = new RunNames(List.of("pinned"), List.of(2), List.of("cpu"));
  private static final RunNames TWO =
      new RunNames(List.of("pinned", "cuda"), List.of(0, 3), List.of("cpu", "gpu"));

  private static Runs throughput(String environment, double factor) {
    Runs runs = Runs.in(environment).metric("speed", "Tokens a second", "tok/s", "higher");
    double[] speeds = {10, 19, 30, 34, 34.5};
    for (int i = 0; i < speeds.length; i++) {
      String batch = String.valueOf(1 << i);
      runs.samples("speed", speeds[i] * factor, 1, "inference", "batch", batch);
      runs.samples("speed", speeds[i] * factor / 2, 1, "training", "batch", batch);
    }
    return runs;
  }

  @Test
  void throughputAgainstBatchHasItsSaturationPointMarked() {
    Figure figure = groups(ONE, made(throughput("pinned", 1))).getFirst().figures().getFirst();
    assertThat(figure.summary())
        .containsExactly(
            "inference: 10\u00A0tok/s at batch\u00A01 to 34.5\u00A0tok/s at batch\u00A016"
                + " (saturation point at batch\u00A08)",
            "training: 5\u00A0tok/s at batch\u00A01 to 17.25\u00A0tok/s at batch\u00A016"
                + " (saturation point at batch\u00A08)");
    assertThat(figure.svg().markup())
        .contains(">tok/s<", ">batch<", "aria-label=\"Tokens a second. inference: 10")
        .contains("class=\"f-none s-c3\"");
    assertThat(figure.legend())
        .containsExactly(
            new Figure.LegendEntry("m1", "inference"), new Figure.LegendEntry("m2", "training"));
  }

  @Test
  void memoryHasNoSaturationPoint() {
    Runs runs = Runs.in("pinned").metric("peak", "Peak", "MiBy", "lower");
    for (int depth = 2; depth <= 16; depth *= 2) {
      runs.samples("peak", 3.0 * depth, 1, null, "depth", String.valueOf(depth));
    }
    Figure figure = groups(ONE, made(runs)).getFirst().figures().getFirst();
    assertThat(figure.summary())
        .containsExactly("6\u00A0MiB at depth\u00A02 to 48\u00A0MiB at depth\u00A016");
    assertThat(figure.svg().markup()).contains(">MiB<", ">depth<").doesNotContain("f-none s-c3");
  }

  @Test
  void aPlaceKeepsItsColourAndEachKindOfHostItsOwnLinearAxis() {
    List<Figure> figures =
        groups(TWO, made(throughput("pinned", 1)), made(throughput("cuda", 1000)))
            .getFirst()
            .figures();
    assertThat(figures).extracting(Figure::title).containsExactly("cpu", "gpu");
    assertThat(figures.get(0).svg().markup()).contains("s-c1").doesNotContain("s-c4");
    assertThat(figures.get(1).svg().markup()).contains("s-c4").doesNotContain("s-c1");
    assertThat(figures.get(1).legend()).contains(new Figure.LegendEntry("c4", "cuda"));

    List<Figure> near =
        groups(TWO, made(throughput("pinned", 1)), made(throughput("cuda", 2)))
            .getFirst()
            .figures();
    assertThat(near).singleElement().extracting(Figure::title).isEqualTo("Tokens a second");
    assertThat(near.getFirst().svg().markup()).contains("s-c1", "s-c4");
  }

  @Test
  void theParameterWithTheMostValuesIsTheAxisAndAReferenceIsALevel() {
    Runs runs = Runs.in("pinned").metric("kl", "KL divergence", "nat", "lower");
    for (int bits : new int[] {2, 3, 4, 6, 8}) {
      for (String group : List.of("32", "64", "128")) {
        String own = String.valueOf(bits);
        runs.samples("kl", Math.pow(10, -bits), 1, null, "bits", own, "group", group);
      }
    }
    runs.samples("kl", 0.5, 1, "reference");
    Figure figure = groups(ONE, made(runs)).getFirst().figures().getFirst();
    assertThat(figure.svg().markup()).contains(">bits<", ">nat<", ">0.01<", ">1e-6<");
    assertThat(figure.legend())
        .extracting(Figure.LegendEntry::label)
        .containsExactly("group=32", "group=64", "group=128", "reference");
    assertThat(figure.legend().getLast().mark()).isEqualTo("l4");
    assertThat(figure.summary()).contains("reference: 0.5\u00A0nat");
  }

  @Test
  void whatHasNoNumberForTheSweptParameterIsALevelOfItsOwn() {
    Runs runs = Runs.in("pinned").metric("t", "Time", "ms", "lower");
    for (String batch : List.of("1", "2", "4", "8", "16", "32", "auto")) {
      runs.samples("t", 20, 1, null, "batch", batch, "kind", "a");
    }
    runs.samples("t", 30, 1, null, "kind", "a");
    Figure figure = groups(ONE, made(runs)).getFirst().figures().getFirst();
    assertThat(figure.summary())
        .containsExactly(
            "20\u00A0ms at batch\u00A01 to 20\u00A0ms at batch\u00A032",
            "batch=auto: 20\u00A0ms",
            "without batch: 30\u00A0ms");
    assertThat(figure.legend())
        .extracting(Figure.LegendEntry::mark)
        .containsExactly("m1", "l2", "l3");
  }

  @Test
  void numbersOfAnySizeAreDrawnAsFarAsThatGoes() {
    double[][] pairs = {
      {1, 1e300},
      {4.9e-324, 1},
      {1e-308, 1e308},
      {-1.7e308, 1.7e308},
      {1e308, 1.1e308},
      {1e-310, 1e-300},
      {0, 1},
      {1e300, 1e305}
    };
    for (double[] pair : pairs) {
      Runs runs = Runs.in("pinned").metric("m", "M", "1", "lower");
      for (int i = 0; i < 3; i++) {
        runs.samples("m", pair[0], 3, "low", "n", String.valueOf(Math.pow(pair[1], i / 2.0)));
        runs.samples("m", pair[1], 3, "high", "n", String.valueOf(Math.pow(pair[1], i / 2.0)));
        runs.samples("m", pair[i % 2], 3, "alone");
      }
      Figure figure = groups(ONE, made(runs)).getFirst().figures().getFirst();
      assertThat(figure.svg().markup())
          .contains("<text")
          .doesNotContain("NaN", "Infinity", "Error");
    }
  }

  @Test
  void whatIsTheSameEverywhereIsATable() {
    Runs runs = Runs.in("pinned").metric("m", "M", "By", "lower");
    for (String n : List.of("1", "2", "3")) {
      runs.samples("m", 4, 3, null, "n", n);
    }
    Charts.Group group = groups(ONE, made(runs)).getFirst();
    assertThat(group.figures()).isEmpty();
    assertThat(group.metrics().getFirst().series()).hasSize(3);
  }

  @Test
  void aTieOfParametersIsNoSweep() {
    Runs runs = Runs.in("pinned").metric("m", "M", "ms", "lower");
    for (String a : List.of("1", "2", "3")) {
      runs.samples("m", 1, 1, null, "a", a, "b", a);
    }
    assertThat(Measured.of(List.of(made(runs))).getFirst().sweep()).isEmpty();
  }

  @Test
  void numbersThatShareAUnitAreTogetherAndALoneOneIsInTheTable() {
    Runs runs =
        Runs.in("pinned")
            .metric("a", "First", "ms", "lower")
            .metric("b", "Second", "ms", "lower")
            .metric("c", "Third", "%", "lower")
            .samples("a", 1, 9, null)
            .samples("b", 2, 9, null)
            .samples("c", 3, 1, null);
    List<Charts.Group> groups = groups(ONE, made(runs));
    assertThat(groups).extracting(Charts.Group::title).containsExactly("Times", "Other numbers");
    assertThat(groups.get(0).figures()).hasSize(1);
    assertThat(groups.get(1).figures()).isEmpty();
    assertThat(groups.get(1).metrics()).hasSize(1);
  }

  @Test
  void whatChartsCannotShowIsSaid() {
    Runs runs = Runs.in("pinned").metric("m", "M", "ms", "lower");
    for (int i = 0; i < 40; i++) {
      runs.samples("m", i + 1, 1, "arm" + i);
    }
    Charts.Group group = groups(ONE, made(runs)).getFirst();
    assertThat(group.complete()).isFalse();
    assertThat(group.figures().getFirst().summary())
        .hasSize(10)
        .last()
        .isEqualTo("31 more in the table");
  }

  @Test
  void seriesAreSplitByTheParameterThatGivesTheFewestParts() {
    List<SweepSeries> all =
        Stream.of("a", "b", "c", "d")
            .flatMap(x -> Stream.of("1", "2").map(y -> series(Map.of("x", x, "y", y))))
            .toList();
    assertThat(SweepSeries.split(all, 6))
        .hasSize(2)
        .allSatisfy(part -> assertThat(SweepSeries.shared(part)).containsExactly("y"));
    assertThat(SweepSeries.split(all, 8)).containsExactly(all);
    assertThat(SweepSeries.split(all, 1)).hasSize(8);
    assertThat(series(Map.of("arm", "plain", "n", "4")).name(java.util.Set.of("n")))
        .isEqualTo("plain");
  }

  private static SweepSeries series(Map<String, String> parts) {
    return new SweepSeries(new TreeMap<>(parts));
  }

  @Test
  void powersOfTwoStandAtEqualDistance() {
    assertThat(Axes.marked("batch", List.of(1.0, 2.0, 4.0, 8.0, 16.0)).log()).isTrue();
    assertThat(Axes.marked("depth", List.of(2.0, 4.0, 8.0, 16.0)).log()).isFalse();
    assertThat(Axes.marked("bits", List.of(2.0, 3.0, 4.0, 5.0, 6.0, 8.0)).log()).isFalse();
    assertThat(Axes.marked("n", List.of(0.0, 1.0, 16.0, 256.0)).log()).isFalse();
  }

  @Test
  void anAxisWithoutAUnitSaysWhatItCounts() {
    Numbers.Scale none = Numbers.scale("1", 4);
    assertThat(Axes.title(none, List.of(1.0, 4.0))).isEqualTo("count");
    assertThat(Axes.title(none, List.of(1.5, 4.0))).isEqualTo("ratio");
    assertThat(Axes.title(Numbers.scale("ms", 4), List.of(1.0))).isEqualTo("ms");
  }
}
