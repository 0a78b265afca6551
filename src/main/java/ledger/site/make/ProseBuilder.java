package ledger.site.make;

import java.util.ArrayList;
import java.util.List;
import ledger.document.Task;
import ledger.document.page.TaskPage;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.SiteInput;
import ledger.site.chart.ChartedExperiment;
import ledger.site.chart.EvidenceCharts;
import ledger.site.page.ExperimentModel;
import ledger.site.page.RunPlace;
import ledger.site.prose.Links;
import ledger.site.prose.Prose;
import ledger.site.template.EvidenceModel;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/** Builds the prose of tasks' pages. */
public final class ProseBuilder {
  private final SiteInput input;
  private final Links known;
  private final List<RunPlace> places;

  public ProseBuilder(SiteInput input, Survey survey) {
    this.input = input;
    this.known = survey.known();
    this.places = survey.places();
  }

  /**
   * A task's prose; null if there is none.
   *
   * @param problems where wrong references and links in it are added
   */
  public Prose.@Nullable RenderedProse of(
      Task task, TaskEvidence evidence, List<Problem> problems) {
    TaskPage page = input.pages().get(task.id());
    if (page == null || page.prose().isBlank()) {
      return null;
    }
    Prose.PageContext around =
        new Prose.PageContext(
            task.id().value(),
            task.title(),
            EvidenceModel.of(evidence.experiments(), input.environments()),
            known.tasks(),
            input.files(),
            new EvidenceCharts(charted(evidence)));
    Prose.RenderedProse made = Prose.render(page, around, problems);
    return made.isEmpty() ? null : made;
  }

  private List<ChartedExperiment> charted(TaskEvidence evidence) {
    List<ChartedExperiment> charted = new ArrayList<>();
    for (ExperimentEvidence experiment : evidence.experiments()) {
      charted.add(
          ExperimentBuilder.charted(experiment, ExperimentModel.key(charted.size()), places));
    }
    return charted;
  }
}
