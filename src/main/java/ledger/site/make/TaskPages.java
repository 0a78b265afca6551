package ledger.site.make;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.SiteFailure;
import ledger.site.SiteInput;
import ledger.site.page.Badge;
import ledger.site.template.Templates;
import ledger.site.write.Csv;
import ledger.site.write.Draft;
import ledger.site.write.JsonViews;
import ledger.site.write.Syndication;
import ledger.text.Problem;

/**
 * Makes the files of every task and of its runs, several tasks at once. Of a task's evidence only
 * {@link TaskFacts} outlive that, so that a site may be larger than the memory.
 */
final class TaskPages {
  private final SiteInput input;
  private final Templates templates;
  private final TaskPageBuilder sheets;
  private final Draft draft;

  private record Made(TaskFacts facts, List<Problem> wrong) {}

  TaskPages(SiteInput input, Templates templates, TaskPageBuilder sheets, Draft draft) {
    this.input = input;
    this.templates = templates;
    this.sheets = sheets;
    this.draft = draft;
  }

  /**
   * @return what other pages need of each task, in the ledger's order
   * @throws SiteFailure with the first template's error, or all wrong references
   */
  SequencedMap<TaskId, TaskFacts> makeAll() throws IOException, SiteFailure {
    List<Task> tasks = input.ledger().tasks();
    List<Parallel.Part<Made>> parts = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      int index = i;
      parts.add(() -> make(index, tasks.get(index)));
    }
    SequencedMap<TaskId, TaskFacts> all = new LinkedHashMap<>();
    List<Problem> wrong = new ArrayList<>();
    for (Made made : Parallel.all(parts)) {
      all.put(made.facts.task().id(), made.facts);
      wrong.addAll(made.wrong);
    }
    if (!wrong.isEmpty()) {
      throw new SiteFailure(wrong);
    }
    return all;
  }

  private Made make(int index, Task task) throws IOException, SiteFailure {
    List<Problem> wrong = new ArrayList<>();
    TaskEvidence evidence = input.evidence().of(task.id());
    Comparisons comparisons = new Comparisons(evidence);
    String path = "tasks/" + task.id();
    page(path, "task.ftlh", sheets.sheet(index, evidence, comparisons, wrong));
    draft.add(path + ".json", JsonViews.task(input, task, evidence));
    add("badges/" + task.id() + ".svg", badge(evidence));
    if (TaskPageBuilder.hasSamples(evidence)) {
      add(path + ".csv", Csv.of(evidence.experiments()));
    }
    if (!comparisons.isEmpty()) {
      String compared = Comparisons.path(task.id());
      page(compared, "comparison.ftlh", sheets.comparison(task, comparisons));
      draft.add(compared + ".json", JsonViews.comparison(task.id(), comparisons));
    }
    for (ExperimentEvidence experiment : evidence.experiments()) {
      for (RunEvidence run : RunPages.of(experiment)) {
        String own = RunPages.path(run.record());
        if (own == null) {
          continue; // none of those that RunPages lists
        }
        page(own, "run.ftlh", sheets.run(task.id(), experiment, run));
        draft.add(own + ".json", JsonViews.run(task.id(), run));
      }
    }
    return new Made(TaskFacts.of(input, task, evidence, comparisons), wrong);
  }

  private static String badge(TaskEvidence evidence) {
    String where =
        evidence.experiments().stream()
            .flatMap(experiment -> experiment.newest().stream())
            .findFirst()
            .map(
                run ->
                    run.record().inputs().hostKind()
                        + " · "
                        + run.record().started().atZone(ZoneOffset.UTC).toLocalDate())
            .orElse("");
    return Syndication.badge(Badge.of(evidence.status()), where);
  }

  private void page(String path, String template, Record model) throws IOException, SiteFailure {
    draft.page(path + ".html", templates.render(template, model));
  }

  private void add(String path, String text) throws IOException {
    draft.add(path, text.getBytes(StandardCharsets.UTF_8));
  }
}
