package ledger.site.make;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import ledger.document.TaskId;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.claim.Metric;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.Check;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ClaimReason;
import ledger.evidence.verdict.ClaimVerdict;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.words.ReasonWords;
import ledger.site.chart.Bounds;
import ledger.site.chart.Charts;
import ledger.site.chart.Measured;
import ledger.site.chart.RunNames;
import ledger.site.page.Badge;
import ledger.site.page.ExperimentModel;
import ledger.site.page.Html;
import ledger.site.page.Place;
import ledger.site.prose.Inline;
import ledger.site.prose.PythonHighlighter;
import ledger.site.template.EvidenceModel;
import ledger.text.ReaderNumbers;
import org.jspecify.annotations.Nullable;

/** Makes an experiment's part of a task's page. */
final class ExperimentBuilder {
  private final ExperimentEvidence experiment;
  private final String key;
  private final TaskId task;
  private final String command;
  private final Inline inline;
  private final List<RunEvidence> runs;
  private final List<String> labels;
  private final List<Place> places;

  ExperimentBuilder(
      ExperimentEvidence experiment,
      String key,
      TaskId task,
      String command,
      Inline inline,
      List<Place> places) {
    this.experiment = experiment;
    this.key = key;
    this.task = task;
    this.command = command;
    this.inline = inline;
    this.runs = ordered(experiment.newest());
    this.labels = labels(runs);
    this.places = places;
  }

  /** The default environment's first, then by place, so that a host's runs stand together. */
  private static List<RunEvidence> ordered(List<RunEvidence> runs) {
    return runs.size() < 3
        ? runs
        : Stream.concat(
                runs.stream().limit(1),
                runs.stream()
                    .skip(1)
                    .sorted(
                        Comparator.comparing(
                                (RunEvidence run) ->
                                    !Place.of(run).kind().equals(Place.of(runs.getFirst()).kind()))
                            .thenComparing(Place::of)))
            .toList();
  }

  ExperimentModel make() {
    List<Integer> colours = runs.stream().map(run -> places.indexOf(Place.of(run))).toList();
    List<String> kinds = runs.stream().map(run -> Place.of(run).kind()).toList();
    Charts charts = new Charts(key, new RunNames(labels, colours, kinds), experiment.claims());
    return sheet(charts.of(Measured.of(runs)), false);
  }

  /** The same without charts, but with all raw values. */
  ExperimentModel tables() {
    List<Measured> measured = Measured.of(runs);
    return sheet(
        measured.isEmpty()
            ? List.of()
            : List.of(new Charts.Group("Numbers", measured, List.of(), true)),
        true);
  }

  private ExperimentModel sheet(List<Charts.Group> groups, boolean raw) {
    List<ExperimentModel.Run> shownRuns = new ArrayList<>();
    List<ExperimentModel.Absent> absent = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      shownRuns.add(run(runs.get(i), labels.get(i)));
      String label = labels.get(i);
      runs.get(i)
          .record()
          .notApplicable()
          .forEach(
              no ->
                  absent.add(
                      new ExperimentModel.Absent(no.what(), no.why(), no.detected(), label)));
    }
    return new ExperimentModel(
        key,
        experiment.title(),
        experiment.script(),
        shownRuns,
        claims(),
        checks(),
        groups.stream().map(group -> panel(group, raw)).toList(),
        HostFacts.environment(runs),
        HostFacts.packages(runs),
        HostFacts.provenance(runs),
        absent,
        experiment.older().stream().map(ExperimentBuilder::older).toList(),
        reproduce(),
        PythonHighlighter.lines(experiment.code()),
        groups.stream()
            .flatMap(group -> group.metrics().stream())
            .flatMap(metric -> metric.summaries().stream())
            .mapToInt(MetricSummary::count)
            .sum());
  }

  /** The environment's name, with the kind of host where one environment ran on several. */
  static List<String> labels(List<RunEvidence> runs) {
    List<String> labels = new ArrayList<>();
    for (RunEvidence run : runs) {
      RunRecord record = run.record();
      long same =
          runs.stream().filter(r -> r.record().environment().equals(record.environment())).count();
      labels.add(
          same == 1
              ? record.environment()
              : record.environment() + ", " + record.inputs().hostKind());
    }
    return labels;
  }

  private List<String> reproduce() {
    List<String> commands = new ArrayList<>();
    runs.stream()
        .map(run -> run.record().environment())
        .distinct()
        .forEach(name -> commands.add(command + " verify " + task + " --env " + name + " --force"));
    if (commands.isEmpty()) {
      commands.add(command + " verify " + task);
    }
    commands.add("python " + experiment.script());
    return commands;
  }

  private static ExperimentModel.Run run(RunEvidence run, String label) {
    RunRecord record = run.record();
    String page = RunPages.path(record);
    return new ExperimentModel.Run(
        label,
        record.run(),
        page == null ? null : "../" + page + ".html",
        page == null ? null : "../" + page + ".json",
        HostFacts.moment(record.started()),
        Badge.of(run.verdict().status()),
        ReasonWords.of(run.verdict()),
        run.verdict().changed().stream().map(ReasonWords::of).toList(),
        record.exit().detail(),
        record.artifacts().stream()
            .map(a -> new ExperimentModel.Artifact(a.name(), a.media(), a.text()))
            .toList(),
        record.log().text(),
        ReaderNumbers.with((double) record.log().bytes(), "By"));
  }

  private static ExperimentModel.Older older(RunEvidence run) {
    return new ExperimentModel.Older(
        run.record().run(),
        RunPages.href(run.record(), "../"),
        run.record().environment() + ", " + run.record().inputs().hostKind(),
        HostFacts.moment(run.record().started()),
        Badge.of(run.verdict().status()),
        ReasonWords.of(run.verdict()));
  }

  private List<ExperimentModel.Claim> claims() {
    List<ExperimentModel.Claim> claims = new ArrayList<>();
    for (Claim claim : experiment.claims()) {
      List<ExperimentModel.@Nullable Answer> answers = new ArrayList<>();
      for (RunEvidence run : runs) {
        answers.add(
            run.verdict().claims().stream()
                .filter(verdict -> verdict.claim().id().equals(claim.id()))
                .findFirst()
                .map(this::answer)
                .orElse(null));
      }
      claims.add(
          new ExperimentModel.Claim(
              claim.id(),
              inline.html(claim.text()),
              Bounds.text(claim, unit(claim)),
              Bounds.where(claim),
              answers));
    }
    return claims;
  }

  /** The unit of the claim's metric, if any run declared it. */
  private String unit(Claim claim) {
    return runs.stream()
        .flatMap(run -> run.record().metrics().stream())
        .filter(metric -> metric.id().equals(claim.metric()))
        .map(metric -> metric.unit())
        .findFirst()
        .orElse("1");
  }

  private ExperimentModel.Answer answer(ClaimVerdict verdict) {
    MetricSummary summary = verdict.summary();
    EvidenceModel.Value value = summary == null ? null : EvidenceModel.Value.of(summary);
    KnownFailure known = verdict.known();
    String link = known == null ? null : known.link();
    return new ExperimentModel.Answer(
        Badge.of(verdict),
        value == null ? null : value.text(),
        summary == null || value == null || !summary.interval().hasWidth()
            ? null
            : value.interval(),
        inline.html(reason(verdict)),
        known == null ? null : inline.html(known.reason()),
        link != null && link.matches("https?://\\S+") ? Html.address(link) : null);
  }

  /** Nothing where median, interval and bound, which are shown beside it, say it all. */
  private static String reason(ClaimVerdict verdict) {
    if (verdict.holdsUnexpectedly()) {
      return ReasonWords.of(verdict);
    }
    return switch (verdict.reason()) {
      case ClaimReason.Within shown -> "";
      case ClaimReason.Outside shown -> "";
      case ClaimReason.EverySample shown -> "";
      default -> ReasonWords.of(verdict.reason());
    };
  }

  private List<ExperimentModel.Check> checks() {
    SequencedMap<String, Map<Integer, Check>> byId = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      for (Check check : runs.get(i).record().checks()) {
        byId.computeIfAbsent(check.id(), k -> new TreeMap<>()).put(i, check);
      }
    }
    List<ExperimentModel.Check> checks = new ArrayList<>();
    byId.forEach(
        (id, byRun) -> {
          Check any = byRun.values().iterator().next();
          checks.add(
              new ExperimentModel.Check(
                  id,
                  inline.html(any.title()),
                  any.control(),
                  perRun(
                      byRun,
                      check ->
                          new ExperimentModel.Seen(
                              Badge.ofCheck(check.ok()), inline.html(check.detail())))));
        });
    return checks;
  }

  private ExperimentModel.Panel panel(Charts.Group group, boolean raw) {
    boolean several = group.metrics().size() > 1;
    Metric metric = group.metrics().getFirst().metric();
    return new ExperimentModel.Panel(
        group.title(),
        several ? "" : metric.id(),
        several ? "" : better(metric),
        group.figures(),
        group.complete(),
        group.metrics().stream().flatMap(own -> series(own, raw).stream()).toList());
  }

  private static String better(Metric metric) {
    return switch (metric.better()) {
      case "higher" -> "higher is better";
      case "lower" -> "lower is better";
      default -> "";
    };
  }

  private List<ExperimentModel.Series> series(Measured measured, boolean raw) {
    ReaderNumbers.Scale scale = measured.scale();
    List<ExperimentModel.Series> rows = new ArrayList<>();
    measured
        .series()
        .forEach(
            (name, byRun) ->
                rows.add(
                    new ExperimentModel.Series(
                        rows.isEmpty() ? measured.metric().title() : "",
                        measured.metric().id(),
                        measured.series().size(),
                        better(measured.metric()),
                        name,
                        perRun(byRun, summary -> value(summary, scale, raw)))));
    return rows;
  }

  private static ExperimentModel.Value value(
      MetricSummary summary, ReaderNumbers.Scale scale, boolean raw) {
    ReaderNumbers.Scale own =
        summary.metric().unit().equals("By")
            ? ReaderNumbers.scale(summary.metric().unit(), summary.median())
            : scale;
    boolean interval = summary.interval().hasWidth();
    return new ExperimentModel.Value(
        own.with(summary.median()),
        interval
            ? own.number(summary.interval().low()) + " to " + own.number(summary.interval().high())
            : "",
        summary.count(),
        raw ? String.join(", ", summary.values().stream().map(ReaderNumbers::brief).toList()) : "");
  }

  private <T, R> List<@Nullable R> perRun(Map<Integer, T> byRun, Function<T, R> shown) {
    List<@Nullable R> all = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      T value = byRun.get(i);
      all.add(value == null ? null : shown.apply(value));
    }
    return all;
  }
}
