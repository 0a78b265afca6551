package ledger.site.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import ledger.document.Task;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.EarlierBuild;
import ledger.site.SiteFailure;
import ledger.site.SiteInput;
import ledger.site.compare.Comparisons;
import ledger.site.compare.Trends;
import ledger.site.make.Parallel;
import ledger.site.make.ProseBuilder;
import ledger.site.make.RunPages;
import ledger.site.make.TaskFacts;
import ledger.site.make.TaskPageBuilder;
import ledger.site.page.Badge;
import ledger.site.prose.Prose;
import ledger.site.template.Templates;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Builds the files of every task and of its runs, several tasks at once. Of a task's evidence only
 * {@link MadeTask} outlives that, so that a site may be larger than memory.
 */
final class TaskFiles {
  private final SiteInput input;
  private final Templates templates;
  private final TaskPageBuilder builder;
  private final ProseBuilder proses;
  private final SiteDraft whole;
  private final SiteMemory memory;
  private final String survey;

  /**
   * What pages across tasks need of a task whose own files have been built.
   *
   * @param history its states, which the page about flow counts
   * @param changes of its state and its verdicts, newest first
   * @param searched its line in the search index
   * @param wrong references in its prose that lead to nothing
   */
  record MadeTask(
      TaskFacts facts,
      List<Transition> history,
      List<Syndication.FeedEntry> changes,
      String searched,
      List<Problem> wrong) {}

  /** A task's files, which may be those of an earlier build: then nothing was made. */
  record TaskPart(Task task, SiteMemory.SitePart part, @Nullable MadeTask fresh) {
    /** What pages across tasks need. */
    MadeTask made() throws IOException {
      return fresh != null ? fresh : (MadeTask) new FactsCodec(task).read(part.made());
    }
  }

  /**
   * @param survey identifies what is known about all tasks
   */
  TaskFiles(
      SiteInput input,
      Templates templates,
      TaskPageBuilder builder,
      ProseBuilder proses,
      SiteDraft draft,
      SiteMemory memory,
      String survey) {
    this.input = input;
    this.templates = templates;
    this.builder = builder;
    this.proses = proses;
    this.whole = draft;
    this.memory = memory;
    this.survey = survey;
  }

  /**
   * @return what other pages need of each task, in the ledger's order
   * @throws SiteFailure with the first template's error, or all wrong references
   */
  List<TaskPart> buildAll() throws IOException, SiteFailure {
    List<Task> tasks = input.ledger().tasks();
    List<Parallel.PartBuilder<TaskPart>> parts = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      int index = i;
      parts.add(() -> part(index, tasks));
    }
    List<TaskPart> all = Parallel.all(parts);
    List<Problem> wrong = new ArrayList<>();
    for (TaskPart part : all) {
      if (part.fresh != null) {
        wrong.addAll(part.fresh.wrong);
      }
    }
    if (!wrong.isEmpty()) {
      throw new SiteFailure(wrong);
    }
    return all;
  }

  private TaskPart part(int index, List<Task> tasks) throws IOException, SiteFailure {
    Task task = tasks.get(index);
    AtomicReference<MadeTask> fresh = new AtomicReference<>();
    SiteMemory.SitePart part =
        memory.part(
            whole,
            "task " + task.id(),
            key(index, tasks),
            draft -> {
              MadeTask made = build(draft, index, task);
              fresh.set(made);
              MadeTask kept = new MadeTask(made.facts, made.history, made.changes, "", List.of());
              return new SiteMemory.MadePart(
                  new FactsCodec(task).bytes(kept), made.searched.getBytes(StandardCharsets.UTF_8));
            });
    return new TaskPart(task, part, fresh.get());
  }

  /** Identifies all that a task's files are made from. */
  private String key(int index, List<Task> tasks) {
    Task task = tasks.get(index);
    EarlierBuild.TaskInputs inputs = memory.earlier().of(task.id());
    return SiteMemory.key(
        List.of(
            survey,
            inputs.page(),
            inputs.records(),
            task.state().toString(),
            task.values().toString(),
            index > 0 ? neighbour(tasks.get(index - 1)) : "",
            index + 1 < tasks.size() ? neighbour(tasks.get(index + 1)) : ""));
  }

  private static String neighbour(Task task) {
    return task.id() + " " + task.title();
  }

  private MadeTask build(PartDraft draft, int index, Task task) throws IOException, SiteFailure {
    List<Problem> wrong = new ArrayList<>();
    TaskEvidence evidence = input.evidence().of(task.id());
    Comparisons comparisons = new Comparisons(evidence);
    List<Trends.TrendSeries> trends = Trends.of(evidence, input.subject());
    String path = "tasks/" + task.id();
    Prose.RenderedProse prose = proses.of(task, evidence, wrong);
    draft.page(
        path + ".html",
        templates.render("task.ftlh", builder.page(index, evidence, comparisons, prose)),
        prose == null ? null : new LinkCheck.WrittenPage(written(task).source(), prose.places()));
    for (Map.Entry<String, byte[]> copy :
        prose == null ? Set.<Map.Entry<String, byte[]>>of() : prose.copies().entrySet()) {
      draft.share(copy.getKey(), copy.getValue());
    }
    draft.add(path + ".json", JsonViews.task(input, task, evidence));
    draft.add("badges/" + task.id() + ".svg", badge(evidence));
    if (TaskPageBuilder.hasSamples(evidence)) {
      draft.add(path + ".csv", Csv.of(evidence.experiments()));
    }
    if (!comparisons.isEmpty()) {
      String compared = Comparisons.path(task.id());
      draft.page(
          compared + ".html",
          templates.render("comparison.ftlh", builder.comparison(task, comparisons)));
      draft.add(compared + ".json", JsonViews.comparison(task.id(), comparisons));
    }
    for (int i = 0; i < evidence.experiments().size(); i++) {
      ExperimentEvidence experiment = evidence.experiments().get(i);
      String history = RunPages.history(task.id(), experiment, i, "");
      if (history != null) {
        draft.page(history, templates.render("metric.ftlh", builder.metric(evidence, i, trends)));
      }
      if (!experiment.code().isEmpty()) {
        String code = RunPages.code(task.id(), i);
        draft.page(
            code + ".html",
            templates.render("code.ftlh", builder.code(task.id(), experiment, code)));
      }
      for (RunEvidence run : RunPages.of(experiment)) {
        String own = RunPages.path(run.record());
        if (own == null) {
          continue; // none of those that RunPages lists
        }
        draft.page(
            own + ".html", templates.render("run.ftlh", builder.run(task.id(), experiment, run)));
        draft.add(own + ".json", JsonViews.run(task.id(), run));
      }
    }
    TaskPage written = input.pages().get(task.id());
    TaskFacts facts = builder.facts(task, evidence, comparisons, trends);
    return new MadeTask(
        facts,
        written == null ? List.of() : written.history(),
        Syndication.changes(input, evidence, task, facts.findings()),
        SearchIndex.lines(task, evidence, prose == null ? "" : prose.html().markup()),
        wrong);
  }

  private TaskPage written(Task task) {
    return Objects.requireNonNull(input.pages().get(task.id()));
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
}
