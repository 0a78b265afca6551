package ledger.site.template;

import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.evidence.claim.Metric;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.claim.NotApplicable;
import ledger.evidence.record.Check;
import ledger.evidence.record.Exit;
import ledger.evidence.record.Host;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.site.page.MeasuredValue;
import ledger.site.page.SeriesName;
import ledger.text.Nearest;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/** What evidence references see: {@code metrics}, {@code checks}, {@code environment}. */
public final class EvidenceModel {
  private final TemplateHashModel root;

  private EvidenceModel(TemplateHashModel root) {
    this.root = root;
  }

  TemplateHashModel root() {
    return root;
  }

  /**
   * Empty if the task has no run. Of several experiments one may not have run yet, anywhere or in
   * an environment: what it would have measured is not measured yet.
   *
   * @param known names of the workspace's environments, measured or not
   */
  public static Optional<EvidenceModel> of(
      List<ExperimentEvidence> experiments, List<String> known) {
    List<RunEvidence> defaults = new ArrayList<>();
    Map<String, List<RunEvidence>> byEnvironment = new LinkedHashMap<>();
    for (ExperimentEvidence experiment : experiments) {
      for (RunEvidence run : experiment.newest()) {
        byEnvironment.computeIfAbsent(run.record().environment(), k -> new ArrayList<>()).add(run);
      }
      experiment.newest().stream().findFirst().ifPresent(defaults::add);
    }
    if (defaults.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> environments = new LinkedHashMap<>();
    byEnvironment.forEach(
        (name, runs) ->
            environments.put(
                name,
                new Names(
                    "environment " + name,
                    ofRuns(runs, experiments(runs) < experiments.size()),
                    null)));
    for (String name : known) {
      environments.putIfAbsent(name, new Unmeasured(EvidenceReferences.NOT_MEASURED));
    }
    Map<String, Object> root = ofRuns(defaults, defaults.size() < experiments.size());
    root.put("environments", new Names("environments", environments, null));
    return Optional.of(new EvidenceModel(new Names("the evidence", root, null)));
  }

  private static long experiments(List<RunEvidence> runs) {
    return runs.stream().map(run -> run.record().experiment()).distinct().count();
  }

  private static Map<String, Object> ofRuns(List<RunEvidence> runs, boolean incomplete) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    Map<String, Object> checks = new LinkedHashMap<>();
    boolean partial = incomplete;
    for (RunEvidence run : runs) {
      partial |= run.record().exit().kind() != Exit.Kind.COMPLETED;
      addMetrics(run, metrics);
      for (Check check : run.record().checks()) {
        checks.putIfAbsent(check.id(), new CheckValue(check.ok(), check.detail(), check.title()));
      }
      for (NotApplicable absent : run.record().notApplicable()) {
        Unmeasured no = new Unmeasured("not applicable here");
        metrics.putIfAbsent(absent.what(), no);
        checks.putIfAbsent(absent.what(), no);
      }
    }
    Unmeasured missing = partial ? new Unmeasured(EvidenceReferences.NOT_MEASURED) : null;
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("metrics", new Names("metrics", metrics, missing));
    root.put("checks", new Names("checks", checks, missing));
    root.put("environment", host(runs.getFirst().record().host(), missing));
    return root;
  }

  private static void addMetrics(RunEvidence run, Map<String, Object> metrics) {
    Map<String, List<MetricSummary>> byMetric = new LinkedHashMap<>();
    for (MetricSummary summary : run.verdict().summaries()) {
      byMetric.computeIfAbsent(summary.metric().id(), k -> new ArrayList<>()).add(summary);
    }
    for (Metric metric : run.record().metrics()) {
      if (!byMetric.containsKey(metric.id())) {
        metrics.putIfAbsent(metric.id(), new Unmeasured(EvidenceReferences.NOT_MEASURED));
      }
    }
    byMetric.forEach((id, series) -> metrics.putIfAbsent(id, new MetricBySeries(id, series)));
  }

  private static Names host(Host host, @Nullable Unmeasured missing) {
    Map<String, Object> blas = new LinkedHashMap<>();
    blas.put("name", host.blas().name());
    blas.put("library", host.blas().library());
    blas.put("threads", host.blas().threads());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("python", host.python());
    all.put("os", host.os());
    all.put("arch", host.arch());
    all.put("cpu", host.cpu());
    all.put("cores", host.cores());
    all.put("memory", Numbers.with((double) host.memoryBytes(), "By"));
    all.put("backend", host.backend());
    all.put("packages", new Names("environment.packages", host.packages(), missing));
    all.put("blas", new Names("environment.blas", blas, missing));
    return new Names("environment", all, missing);
  }

  /** What {@code .ok} and {@code .detail} of a check are. */
  record CheckValue(boolean ok, String detail, String title) {}

  /** Names that must exist. */
  private record Names(String what, Map<String, ?> values, @Nullable Unmeasured missing)
      implements TemplateHashModel {
    @Override
    public @Nullable TemplateModel get(String name) throws TemplateModelException {
      Object value = values.get(name);
      if (value != null) {
        return Model.WRAPPER.wrap(value);
      }
      if (missing != null) {
        return missing;
      }
      throw new UnknownName(
          what
              + " has no \""
              + name
              + "\""
              + Nearest.closest(name, values.keySet())
                  .map(near -> "; the nearest is \"" + near + "\"")
                  .orElse(", and nothing else either"));
    }

    @Override
    public boolean isEmpty() {
      return values.isEmpty();
    }
  }

  /** A metric: by itself if it was measured in one way, otherwise by the key of each way. */
  private record MetricBySeries(String id, List<MetricSummary> summaries)
      implements TemplateHashModel {
    @Override
    public @Nullable TemplateModel get(String name) throws TemplateModelException {
      List<String> keys = new ArrayList<>();
      for (MetricSummary summary : summaries) {
        String key = SeriesName.of(summary);
        if (key.equals(name)) {
          return Model.WRAPPER.wrap(MeasuredValue.of(summary));
        }
        keys.add(key);
      }
      if (summaries.size() == 1 && MeasuredValue.FIELDS.contains(name)) {
        return Model.field(MeasuredValue.of(summaries.getFirst()), name);
      }
      String nearest = Nearest.closest(name, keys).orElse("");
      throw new UnknownName(
          MeasuredValue.FIELDS.contains(name)
              ? id
                  + " was measured in "
                  + keys.size()
                  + " ways; name one, such as "
                  + id
                  + "[\""
                  + nearest
                  + "\"]."
                  + name
              : id
                  + " has no \""
                  + name
                  + "\"; the nearest is \""
                  + (summaries.size() == 1
                      ? Nearest.closest(name, MeasuredValue.FIELDS).orElse("")
                      : nearest)
                  + "\"");
    }

    @Override
    public boolean isEmpty() {
      return false;
    }
  }

  /** Stands for everything that a run did not get to: whatever is asked of it, it says so. */
  private static final class Unmeasured implements TemplateHashModel, TemplateScalarModel {
    private final String says;

    Unmeasured(String says) {
      this.says = says;
    }

    @Override
    public TemplateModel get(String name) {
      return this;
    }

    @Override
    public boolean isEmpty() {
      return false;
    }

    @Override
    public String getAsString() {
      return says;
    }
  }
}
