package ledger.site.make;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.document.Columns;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.verdict.TaskReason;
import ledger.evidence.words.ReasonWords;
import ledger.site.SiteInput;
import ledger.site.compare.ComparisonPage;
import ledger.site.compare.Comparisons;
import ledger.site.compare.MetricPage;
import ledger.site.compare.TrendLines;
import ledger.site.compare.Trends;
import ledger.site.learned.Headlines;
import ledger.site.learned.HostsAwaited;
import ledger.site.page.ExperimentModel;
import ledger.site.page.Fact;
import ledger.site.page.Frame;
import ledger.site.page.RunPage;
import ledger.site.page.RunPlace;
import ledger.site.page.TaskPageModel;
import ledger.site.prose.Inline;
import ledger.site.prose.Links;
import ledger.site.prose.Prose;
import ledger.site.prose.PythonHighlighter;
import org.jspecify.annotations.Nullable;

/** Builds the models of a task's pages. */
public final class TaskPageBuilder {
  /** Columns that the page's head shows. */
  private static final Set<String> SHOWN_ABOVE =
      Stream.of(Columns.ID, Columns.TITLE, Columns.DESCRIPTION, Columns.OUTCOME)
          .map(column -> column.toLowerCase(Locale.ROOT))
          .collect(Collectors.toSet());

  private final SiteInput input;
  private final List<Task> tasks;
  private final Links known;
  private final Inline inline;
  private final List<RunPlace> places;

  public TaskPageBuilder(SiteInput input, Survey survey) {
    this.input = input;
    this.tasks = input.ledger().tasks();
    this.known = survey.known();
    this.inline = new Inline(known, "../", "");
    this.places = survey.places();
  }

  /**
   * Builds the page of a task.
   *
   * @param index of the task in the ledger
   * @param comparisons of the task's environments
   * @param prose of its page; null if there is none
   */
  public TaskPageModel page(
      int index,
      TaskEvidence evidence,
      Comparisons comparisons,
      Prose.@Nullable RenderedProse prose) {
    Task task = tasks.get(index);
    TaskId id = task.id();
    TaskPage page = input.pages().get(id);
    List<HostsAwaited.Wait> waits = HostsAwaited.of(evidence);
    List<ExperimentModel> experiments = new ArrayList<>();
    for (int i = 0; i < evidence.experiments().size(); i++) {
      experiments.add(
          new ExperimentBuilder(
                  evidence.experiments().get(i),
                  ExperimentModel.key(i),
                  id,
                  input.command(),
                  RunPages.history(id, evidence.experiments().get(i), i, "../"),
                  inline,
                  places,
                  input.subject())
              .withCharts());
    }
    List<Transition> history = page == null ? List.of() : page.history();
    return new TaskPageModel(
        frame(
            id.value() + " " + task.title(),
            "../",
            "task",
            id.value() + ".json",
            "tasks/" + id + ".html",
            Descriptions.of(task, evidence)),
        id.value(),
        inline.html(task.title()),
        task.text(Columns.DESCRIPTION).isBlank()
            ? null
            : inline.html(task.text(Columns.DESCRIPTION)),
        task.state().heading(),
        BoardBuilder.badge(evidence.status(), waits),
        ReasonWords.of(measured(evidence.reason())),
        task.text(Columns.OUTCOME).isBlank() ? null : inline.html(task.text(Columns.OUTCOME)),
        experiments.stream()
            .map(ExperimentModel::outcome)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        Headlines.of(evidence, input.subject()).orElse(null),
        page == null ? null : page.own("published").map(inline::html).orElse(null),
        HostsAwaited.hosts(
                List.of(
                    new HostsAwaited.Waiter(
                        id.value(), id + ".html", inline.unlinked(task.title()), waits)),
                input.command(),
                input.environments())
            .stream()
            .findFirst()
            .orElse(null),
        PageContents.lead(evidence, experiments, prose),
        evidence.status().suffices() || page == null
            ? null
            : page.waiver(task.state()).orElse(null),
        facts(task),
        history.stream().map(this::step).toList(),
        PageContents.of(prose, experiments, history),
        prose == null ? List.of() : prose.parts(),
        experiments,
        howTo(id, evidence),
        hasSamples(evidence) ? id.value() + ".csv" : null,
        comparisons.isEmpty() ? null : "../" + Comparisons.path(id) + ".html",
        Headlines.first(evidence)
            .map(first -> RunPages.history(id, evidence.experiments().get(first), first, "../"))
            .orElse(null),
        index > 0 ? neighbour(tasks.get(index - 1)) : null,
        index + 1 < tasks.size() ? neighbour(tasks.get(index + 1)) : null);
  }

  /** What pages across tasks need of one. */
  public TaskFacts facts(
      Task task, TaskEvidence evidence, Comparisons comparisons, List<Trends.TrendSeries> trends) {
    return TaskFacts.of(
        task,
        input.pages().get(task.id()),
        evidence,
        comparisons,
        trends,
        input.subject(),
        Inline.atTop(known));
  }

  /** A waiver has a place of its own on the page. */
  private static TaskReason measured(TaskReason reason) {
    return reason instanceof TaskReason.Waived waived ? waived.otherwise() : reason;
  }

  /** The page that compares a task's environments. */
  public ComparisonPage comparison(Task task, Comparisons comparisons) {
    Frame frame =
        frame(
            task.id() + ", environments compared",
            "../",
            "comparison",
            task.id() + ".json",
            Comparisons.path(task.id()) + ".html");
    return comparisons.page(frame, inline.unlinked(task.title()));
  }

  /**
   * The page with all runs of an experiment.
   *
   * @param index of the experiment among those of its task
   * @param trends the task's headlines over runs
   */
  public MetricPage metric(TaskEvidence evidence, int index, List<Trends.TrendSeries> trends) {
    TaskId task = evidence.task();
    ExperimentEvidence experiment = evidence.experiments().get(index);
    String key = ExperimentModel.key(index);
    String path = TrendLines.path(task, key) + ".html";
    return new MetricPage(
        frame(task + ", " + experiment.title() + ", run by run", "../../", "metric", null, path),
        "../../tasks/" + task + ".html#" + key,
        task.value(),
        experiment.title(),
        experiment
            .runs()
            .flatMap(run -> run.headline().stream())
            .findFirst()
            .map(headline -> headline.metric().title())
            .orElse(""),
        new TrendLines(places, "../../")
            .lines(trends.stream().filter(own -> own.key().equals(key)).toList()),
        ExperimentBuilder.past(experiment, input.subject(), "../../"));
  }

  /** The page of one run. */
  public RunPage run(TaskId task, ExperimentEvidence experiment, RunEvidence run) {
    String path = RunPages.path(run.record());
    return RunPages.page(
        frame(
            task + ", run " + run.record().run(),
            "../../",
            "run",
            run.record().run() + ".json",
            path + ".html"),
        task,
        experiment,
        run,
        new Inline(known, "../../", "../../tasks/"),
        input.subject());
  }

  /**
   * The page of an experiment's script.
   *
   * @param path of the page, without its extension
   */
  public ExperimentModel.CodePage code(TaskId task, ExperimentEvidence experiment, String path) {
    return new ExperimentModel.CodePage(
        frame(experiment.script(), "../../", "code", null, path + ".html"),
        "../../tasks/" + task + ".html",
        task.value(),
        experiment.title(),
        experiment.script(),
        PythonHighlighter.lines(experiment.code()));
  }

  public Frame frame(String title, String root, String here, @Nullable String json, String path) {
    return frame(title, root, here, json, path, Descriptions.of(here, title, input.title()));
  }

  private Frame frame(
      String title,
      String root,
      String here,
      @Nullable String json,
      String path,
      String description) {
    String canonical =
        input.base().map(base -> base.endsWith("/") ? base + path : base + "/" + path).orElse(null);
    return new Frame(
        input.title(), title, root, here, json, canonical, description, input.command());
  }

  public static boolean hasSamples(TaskEvidence evidence) {
    return evidence.experiments().stream()
        .flatMap(experiment -> experiment.newest().stream())
        .anyMatch(run -> !run.record().samples().isEmpty());
  }

  private List<Fact> facts(Task task) {
    List<Fact> facts = new ArrayList<>();
    for (Map.Entry<String, String> cell : task.values().entrySet()) {
      if (!SHOWN_ABOVE.contains(cell.getKey().toLowerCase(Locale.ROOT))
          && !cell.getValue().isBlank()) {
        facts.add(new Fact(cell.getKey(), inline.html(cell.getValue())));
      }
    }
    return facts;
  }

  private TaskPageModel.ShownTransition step(Transition transition) {
    return new TaskPageModel.ShownTransition(
        heading(input, transition.state()), transition.date().toString(), transition.waived());
  }

  /** A state as people read it; its ID where the ledger has no such state any more. */
  public static String heading(SiteInput input, String state) {
    return input.ledger().sections().stream()
        .map(section -> section.state())
        .filter(known -> known.id().equals(state))
        .map(State::heading)
        .findFirst()
        .orElse(state);
  }

  private List<String> howTo(TaskId id, TaskEvidence evidence) {
    boolean measured =
        evidence.experiments().stream().map(ExperimentEvidence::newest).anyMatch(n -> !n.isEmpty());
    if (measured) {
      return List.of();
    }
    return List.of(input.command() + " verify " + id, input.command() + " site");
  }

  private TaskPageModel.Neighbour neighbour(Task task) {
    return new TaskPageModel.Neighbour(
        task.id() + ".html", task.id().value(), inline.unlinked(task.title()));
  }
}
