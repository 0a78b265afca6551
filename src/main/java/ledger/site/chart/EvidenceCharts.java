package ledger.site.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.site.page.Figure;
import ledger.site.page.SeriesName;
import ledger.text.Nearest;
import org.jspecify.annotations.Nullable;

/** Draws the charts that a task's prose names. */
public final class EvidenceCharts {
  /** For a task without experiments. */
  public static final EvidenceCharts NONE = new EvidenceCharts(List.of());

  private final List<ChartedExperiment> experiments;
  private int drawn;

  public EvidenceCharts(List<ChartedExperiment> experiments) {
    this.experiments = List.copyOf(experiments);
  }

  /**
   * What came of a reference.
   *
   * @param figure null if there is none
   * @param href the part of the page that has all results of the metric
   * @param wrong why there is no figure; empty if there is one
   */
  public record Drawn(@Nullable Figure figure, String href, String wrong) {
    private static Drawn not(String wrong) {
      return new Drawn(null, "", wrong);
    }
  }

  /** Draws a metric that was measured; of several charts, the first. */
  public Drawn draw(ChartReference reference) {
    String environment = reference.environment();
    List<String> keys = new ArrayList<>();
    for (ChartedExperiment all : experiments) {
      ChartedExperiment experiment = environment == null ? all : all.in(environment);
      for (Measured measured : Measured.of(experiment.runs())) {
        if (!measured.metric().id().equals(reference.metric())) {
          continue;
        }
        Measured wanted = measured.with(reference.series());
        if (!wanted.series().isEmpty()) {
          return draw(experiment, wanted, reference);
        }
        keys.addAll(measured.series().keySet());
      }
    }
    String key = SeriesName.of(reference.series(), null);
    return Drawn.not(
        reference.metric()
            + " has no series with \""
            + key
            + "\""
            + Nearest.closest(key, keys)
                .map(near -> "; the nearest is \"" + near + "\"")
                .orElse(""));
  }

  private Drawn draw(ChartedExperiment experiment, Measured wanted, ChartReference reference) {
    String title =
        wanted.metric().title()
            + (reference.series().isEmpty()
                ? ""
                : " (" + SeriesName.of(reference.series(), null) + ")")
            + (reference.environment() == null ? "" : ", " + reference.environment());
    Optional<Figure> figure =
        new Charts("c" + (drawn + 1), experiment.names(), experiment.claims()).first(wanted, title);
    if (figure.isEmpty()) {
      return Drawn.not(
          reference.metric()
              + " is a single number, and a chart would show nothing: quote its .text");
    }
    drawn++;
    return new Drawn(
        figure.get(), "#" + ChartedExperiment.anchor(experiment.key(), reference.metric()), "");
  }
}
