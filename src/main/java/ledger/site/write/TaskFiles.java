package ledger.site.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ledger.document.Task;
import ledger.document.page.TaskPage;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.SiteFailure;
import ledger.site.SiteInput;
import ledger.site.compare.Comparisons;
import ledger.site.make.Parallel;
import ledger.site.make.RunPages;
import ledger.site.make.TaskFacts;
import ledger.site.make.TaskPageBuilder;
import ledger.site.page.Badge;
import ledger.site.prose.Prose;
import ledger.site.template.Templates;
import ledger.text.Problem;

/**
 * Builds the files of every task and of its runs, several tasks at once. Of a task's evidence only
 * {@link MadeTask} outlives that, so that a site may be larger than memory.
 */
final class TaskFiles {
  private final SiteInput input;
  private final Templates templates;
  private final TaskPageBuilder builder;
  private final SiteDraft draft;
  private final Set<String> copied = ConcurrentHashMap.newKeySet();

  /**
   * What pages across tasks need of a task whose own files have been built.
   *
   * @param changes of its state and its verdicts, newest first
   * @param searched its line in the search index
   * @param wrong references in its prose that lead to nothing
   */
  record MadeTask(
      TaskFacts facts, List<Syndication.FeedEntry> changes, String searched, List<Problem> wrong) {}

  TaskFiles(SiteInput input, Templates templates, TaskPageBuilder builder, SiteDraft draft) {
    this.input = input;
    this.templates = templates;
    this.builder = builder;
    this.draft = draft;
  }

  /**
   * @return what other pages need of each task, in the ledger's order
   * @throws SiteFailure with the first template's error, or all wrong references
   */
  List<MadeTask> buildAll() throws IOException, SiteFailure {
    List<Task> tasks = input.ledger().tasks();
    List<Parallel.PartBuilder<MadeTask>> parts = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      int index = i;
      parts.add(() -> build(index, tasks.get(index)));
    }
    List<MadeTask> all = Parallel.all(parts);
    List<Problem> wrong = all.stream().flatMap(made -> made.wrong.stream()).toList();
    if (!wrong.isEmpty()) {
      throw new SiteFailure(wrong);
    }
    return all;
  }

  private MadeTask build(int index, Task task) throws IOException, SiteFailure {
    List<Problem> wrong = new ArrayList<>();
    TaskEvidence evidence = input.evidence().of(task.id());
    Comparisons comparisons = new Comparisons(evidence);
    String path = "tasks/" + task.id();
    Prose.RenderedProse prose = builder.prose(task, evidence, wrong);
    draft.page(
        path + ".html",
        templates.render("task.ftlh", builder.page(index, evidence, comparisons, prose)),
        prose == null ? null : new LinkCheck.WrittenPage(written(task).source(), prose.places()));
    copy(prose == null ? Map.of() : prose.copies());
    draft.add(path + ".json", JsonViews.task(input, task, evidence));
    add("badges/" + task.id() + ".svg", badge(evidence));
    if (TaskPageBuilder.hasSamples(evidence)) {
      add(path + ".csv", Csv.of(evidence.experiments()));
    }
    if (!comparisons.isEmpty()) {
      String compared = Comparisons.path(task.id());
      page(compared, "comparison.ftlh", builder.comparison(task, comparisons));
      draft.add(compared + ".json", JsonViews.comparison(task.id(), comparisons));
    }
    for (ExperimentEvidence experiment : evidence.experiments()) {
      for (RunEvidence run : RunPages.of(experiment)) {
        String own = RunPages.path(run.record());
        if (own == null) {
          continue; // none of those that RunPages lists
        }
        page(own, "run.ftlh", builder.run(task.id(), experiment, run));
        draft.add(own + ".json", JsonViews.run(task.id(), run));
      }
    }
    return new MadeTask(
        builder.facts(task, evidence, comparisons),
        Syndication.changes(input, task, evidence),
        SearchIndex.lines(task, evidence, prose == null ? "" : prose.html().markup()),
        wrong);
  }

  private TaskPage written(Task task) {
    return Objects.requireNonNull(input.pages().get(task.id()));
  }

  /** Several pages may link to one file. */
  private void copy(Map<String, byte[]> copies) throws IOException {
    for (Map.Entry<String, byte[]> copy : copies.entrySet()) {
      if (copied.add(copy.getKey())) {
        draft.add(copy.getKey(), copy.getValue());
      }
    }
  }

  /** What a waiver says was measured nowhere. */
  private static String badge(TaskEvidence evidence) {
    String where =
        evidence.experiments().stream()
            .filter(experiment -> evidence.status() != Status.WAIVED)
            .flatMap(experiment -> experiment.newest().stream())
            .findFirst()
            .map(
                run ->
                    run.record().inputs().hostKind()
                        + " · "
                        + run.record().started().atZone(ZoneOffset.UTC).toLocalDate()
                        + (run.record().imported() == null ? "" : " · imported"))
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
