package ledger.site.make;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.document.page.Transition;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.page.ExperimentModel;
import ledger.site.page.Figure;
import ledger.site.page.TaskPageModel;
import ledger.site.prose.Prose;
import org.jspecify.annotations.Nullable;

/** What heads a task's page: its table of contents, and the chart of its headline. */
final class PageContents {
  /** Of a chart on the first screen, in its own units. */
  private static final int HIGHEST = 300;

  private PageContents() {}

  static List<TaskPageModel.Anchor> of(
      Prose.@Nullable RenderedProse prose,
      List<ExperimentModel> experiments,
      List<Transition> history) {
    List<TaskPageModel.Anchor> contents = new ArrayList<>();
    if (prose != null && prose.headings().isEmpty()) {
      contents.add(new TaskPageModel.Anchor("notes", "What we know", 2));
    } else if (prose != null) {
      contents.addAll(prose.headings());
    }
    if (experiments.isEmpty()) {
      contents.add(new TaskPageModel.Anchor("evidence", "Evidence", 2));
    }
    for (ExperimentModel experiment : experiments) {
      contents.add(
          new TaskPageModel.Anchor(experiment.key(), "Experiment: " + experiment.title(), 2));
    }
    if (!history.isEmpty()) {
      contents.add(new TaskPageModel.Anchor("history", "History", 2));
    }
    return contents;
  }

  /**
   * A chart for the first screen: of the metric that the headline is about, else the first one that
   * the prose has, else the first of all; none that is higher than a screen has room for.
   */
  static TaskPageModel.@Nullable LeadChart lead(
      TaskEvidence evidence,
      List<ExperimentModel> experiments,
      Prose.@Nullable RenderedProse prose) {
    Set<String> headlines =
        evidence.experiments().stream()
            .flatMap(experiment -> experiment.newest().stream().limit(1))
            .flatMap(run -> run.headline().stream())
            .map(summary -> summary.metric().id())
            .collect(Collectors.toSet());
    List<ExperimentModel.Panel> panels =
        experiments.stream().flatMap(experiment -> experiment.results().stream()).toList();
    Stream<TaskPageModel.LeadChart> own =
        panels.stream().filter(panel -> headlines.contains(panel.id())).flatMap(PageContents::of);
    Stream<TaskPageModel.LeadChart> told =
        prose == null
            ? Stream.of()
            : prose.parts().stream()
                .filter(part -> part.figure() != null)
                .map(part -> lead(part.figure(), String.valueOf(part.all())));
    return Stream.of(own, told, panels.stream().flatMap(PageContents::of))
        .flatMap(charts -> charts)
        .filter(chart -> chart.figure().height() <= HIGHEST)
        .findFirst()
        .orElse(null);
  }

  private static Stream<TaskPageModel.LeadChart> of(ExperimentModel.Panel panel) {
    String anchor = panel.anchor().isEmpty() ? panel.rows().getFirst().anchor() : panel.anchor();
    return panel.figures().stream()
        .map(
            figure ->
                lead(
                    panel.title().equals(figure.title())
                        ? figure
                        : figure.titled(panel.title() + ", " + figure.title()),
                    "#" + anchor));
  }

  private static TaskPageModel.LeadChart lead(Figure of, String all) {
    return new TaskPageModel.LeadChart(
        new Figure("lead", of.title(), of.svg(), of.summary(), of.legend()), all);
  }
}
