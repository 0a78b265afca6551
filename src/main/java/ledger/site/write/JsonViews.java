package ledger.site.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ledger.document.Section;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.RunRecord;
import ledger.evidence.store.SampleSeries;
import ledger.evidence.verdict.ClaimVerdict;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.ReasonWords;
import ledger.site.SiteInput;
import ledger.site.compare.Comparisons;
import ledger.site.make.FlowBuilder;
import ledger.site.make.ResultsBuilder;
import ledger.site.make.TaskFacts;
import ledger.site.page.Frame;
import ledger.site.page.HealthPage;
import ledger.text.EnumNames;
import org.jspecify.annotations.Nullable;

/** The pages as JSON, for programs; their schemas are in docs/site. */
final class JsonViews {
  private static final int SCHEMA = 1;
  private static final int SECOND = 2;
  private static final int THIRD = 3;
  private static final int FOURTH = 4;

  private JsonViews() {}

  /**
   * @param across the pages that look across tasks
   */
  static byte[] board(SiteInput input, Map<TaskId, TaskFacts> facts, List<Frame> across) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("schema", SCHEMA);
    root.put("title", input.title());
    root.put(
        "pages",
        across.stream().filter(frame -> frame.json() != null).map(JsonViews::page).toList());
    List<Object> states = new ArrayList<>();
    for (Section section : input.ledger().sections()) {
      Map<String, @Nullable Object> state = new LinkedHashMap<>();
      state.put("id", section.state().id());
      state.put("heading", section.state().heading());
      List<Object> tasks = new ArrayList<>();
      for (Task task : section.tasks()) {
        TaskFacts own = Objects.requireNonNull(facts.get(task.id()));
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", task.id().value());
        row.put("page", "tasks/" + task.id() + ".html");
        row.put("json", "tasks/" + task.id() + ".json");
        row.put("cells", task.values());
        row.put("verdict", EnumNames.hyphenated(own.status()));
        row.put("reason", own.reason());
        row.put("imported", own.imported());
        tasks.add(row);
      }
      state.put("tasks", tasks);
      states.add(state);
    }
    root.put("states", states);
    return PrettyJson.of(root);
  }

  private static Map<String, @Nullable Object> page(Frame frame) {
    Map<String, @Nullable Object> page = new LinkedHashMap<>();
    page.put("title", frame.title());
    page.put("page", SiteFiles.path(frame));
    page.put("json", frame.json());
    return page;
  }

  static byte[] task(SiteInput input, Task task, TaskEvidence evidence) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("schema", SCHEMA);
    root.put("id", task.id().value());
    root.put("state", task.state().id());
    root.put("cells", task.values());
    TaskPage page = input.pages().get(task.id());
    root.put(
        "history",
        page == null ? List.of() : page.history().stream().map(JsonViews::step).toList());
    root.put("verdict", EnumNames.hyphenated(evidence.status()));
    root.put("reason", ReasonWords.of(evidence));
    root.put("imported", evidence.reason().isImported());
    root.put("experiments", evidence.experiments().stream().map(JsonViews::experiment).toList());
    return PrettyJson.of(root);
  }

  static byte[] run(TaskId task, RunEvidence run) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("schema", SECOND);
    root.put("task", task.value());
    root.putAll(run(run));
    root.put(
        "samples",
        SampleSeries.pack(run.record().samples()).stream().map(JsonViews::samples).toList());
    return PrettyJson.of(root);
  }

  private static Map<String, @Nullable Object> samples(SampleSeries series) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("metric", series.key().metric());
    object.put("parameters", series.key().parameters());
    object.put("arm", series.key().arm());
    object.put("warmup", series.warmup());
    object.put("values", series.values());
    object.put("at", series.isUnbroken() ? series.places()[0] : series.places());
    return object;
  }

  static byte[] results(ResultsBuilder matrix) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("schema", SECOND);
    root.putAll(matrix.fields());
    return PrettyJson.of(root);
  }

  /** Environments against each other, in short. */
  static byte[] compare(List<Comparisons.Brief> briefs) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("schema", FOURTH);
    root.put("experiments", briefs.stream().map(Comparisons.Brief::fields).toList());
    return PrettyJson.of(root);
  }

  /** The environments of one task against each other, with full precision. */
  static byte[] comparison(TaskId task, Comparisons comparisons) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("schema", SECOND);
    root.put("id", task.value());
    root.put("page", "tasks/" + task + ".html");
    root.put("experiments", comparisons.fields());
    return PrettyJson.of(root);
  }

  static byte[] health(HealthPage page) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("schema", SCHEMA);
    root.put("hosts", page.hosts().stream().map(JsonViews::host).toList());
    return PrettyJson.of(root);
  }

  private static Map<String, @Nullable Object> host(HealthPage.HostHealth host) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("host_kind", host.kind());
    object.put("environment", host.environment());
    object.put("run", host.run());
    object.put("started", host.started());
    object.put("status", host.status());
    object.put("unreadable", host.unreadable().isEmpty() ? null : host.unreadable());
    object.put("items", host.report());
    return object;
  }

  static byte[] flow(FlowBuilder flow) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("schema", THIRD);
    root.putAll(flow.fields());
    return PrettyJson.of(root);
  }

  private static Map<String, @Nullable Object> step(Transition transition) {
    Map<String, @Nullable Object> step = new LinkedHashMap<>();
    step.put("state", transition.state());
    step.put("date", transition.date().toString());
    step.put("waived", transition.waived());
    return step;
  }

  private static Map<String, @Nullable Object> experiment(ExperimentEvidence experiment) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("experiment", experiment.experiment());
    object.put("title", experiment.title());
    object.put("script", experiment.script());
    object.put("runs", experiment.newest().stream().map(JsonViews::run).toList());
    object.put("older", experiment.older().stream().map(run -> run.record().run()).toList());
    return object;
  }

  private static Map<String, @Nullable Object> run(RunEvidence run) {
    RunRecord record = run.record();
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("run", record.run());
    object.put("environment", record.environment());
    object.put("host_kind", record.inputs().hostKind());
    object.put("started", record.started().toString());
    object.put("duration_ms", record.durationMillis());
    object.put("exit", EnumNames.hyphenated(record.exit().kind()));
    object.put("packages", record.host().packages());
    object.put("blas", record.host().blas().name());
    object.put("git", record.git() == null ? null : record.git().commit());
    object.put("verdict", EnumNames.hyphenated(run.verdict().status()));
    object.put("reason", ReasonWords.of(run.verdict()));
    object.put("imported", record.imported() != null);
    object.put("changed", run.verdict().changed().stream().map(ReasonWords::of).toList());
    object.put("claims", run.verdict().claims().stream().map(JsonViews::claim).toList());
    object.put("checks", record.checks());
    object.put("not_applicable", record.notApplicable());
    object.put("metrics", run.verdict().summaries().stream().map(JsonViews::series).toList());
    return object;
  }

  private static Map<String, @Nullable Object> claim(ClaimVerdict verdict) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("id", verdict.claim().id());
    object.put("text", verdict.claim().text());
    object.put("metric", verdict.claim().metric());
    object.put("answer", EnumNames.hyphenated(verdict.answer()));
    object.put("reason", ReasonWords.of(verdict));
    object.put("known", verdict.known() == null ? null : verdict.known().reason());
    return object;
  }

  private static Map<String, @Nullable Object> series(MetricSummary summary) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("metric", summary.metric().id());
    object.put("title", summary.metric().title());
    object.put("unit", summary.metric().unit());
    object.put("parameters", summary.parameters());
    object.put("arm", summary.arm());
    object.put("n", summary.count());
    object.put("median", finite(summary.median()));
    object.put("low", finite(summary.interval().low()));
    object.put("high", finite(summary.interval().high()));
    return object;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
