package ledger.site.make;

import java.util.ArrayList;
import java.util.List;
import ledger.document.page.Transition;
import ledger.site.page.ExperimentModel;
import ledger.site.page.TaskPageModel;
import ledger.site.prose.Prose;
import org.jspecify.annotations.Nullable;

/** The table of contents of a task's page. */
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
}
