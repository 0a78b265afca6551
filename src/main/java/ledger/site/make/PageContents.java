package ledger.site.make;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.document.page.Transition;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.page.ExperimentModel;
import ledger.site.page.Figure;
import ledger.site.page.TaskPageModel;
import ledger.site.prose.Prose;
import org.jspecify.annotations.Nullable;

/** What heads a task's page: its table of contents, and the chart of its headline. */
final class PageContents {
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

  /** The first chart of the metric that the headline is about. */
  static @Nullable Figure lead(TaskEvidence evidence, List<ExperimentModel> experiments) {
    Set<String> headlines =
        evidence.experiments().stream()
            .flatMap(experiment -> experiment.newest().stream().limit(1))
            .flatMap(run -> run.headline().stream())
            .map(summary -> summary.metric().id())
            .collect(Collectors.toSet());
    return experiments.stream()
        .flatMap(experiment -> experiment.results().stream())
        .filter(panel -> headlines.contains(panel.id()))
        .flatMap(panel -> panel.figures().stream())
        .findFirst()
        .map(of -> new Figure("lead", of.title(), of.svg(), of.summary(), of.legend()))
        .orElse(null);
  }
}
