package ledger.site.make;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import ledger.document.TaskId;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.words.OutcomePart;
import ledger.evidence.words.ReasonWords;
import ledger.site.chart.ChartedExperiment;
import ledger.site.chart.Charts;
import ledger.site.chart.Measured;
import ledger.site.chart.RunNames;
import ledger.site.learned.Findings;
import ledger.site.learned.Headlines;
import ledger.site.page.Badge;
import ledger.site.page.ExperimentModel;
import ledger.site.page.Html;
import ledger.site.page.MeasuredValue;
import ledger.site.page.RunPlace;
import ledger.site.prose.Inline;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/** Builds the model of an experiment's part of a task's page. */
final class ExperimentBuilder {
  private final ExperimentEvidence experiment;
  private final String key;
  private final TaskId task;
  private final String command;
  private final @Nullable String history;
  private final Inline inline;
  private final List<RunEvidence> runs;
  private final List<String> labels;
  private final List<RunPlace> places;
  private final List<String> subject;

  ExperimentBuilder(
      ExperimentEvidence experiment,
      String key,
      TaskId task,
      String command,
      @Nullable String history,
      Inline inline,
      List<RunPlace> places,
      List<String> subject) {
    this.experiment = experiment;
    this.key = key;
    this.task = task;
    this.command = command;
    this.history = history;
    this.inline = inline;
    this.runs = ordered(experiment.newest());
    this.labels = RunPlace.labels(runs.stream().map(RunPlace::of).toList());
    this.places = places;
    this.subject = subject;
  }

  /** The default environment's first, then by place, so that a host's runs are side by side. */
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
                                    !RunPlace.of(run)
                                        .kind()
                                        .equals(RunPlace.of(runs.getFirst()).kind()))
                            .thenComparing(RunPlace::of)))
            .toList();
  }

  ExperimentModel withCharts() {
    return model(charted(experiment, key, places).groups(), false);
  }

  /** What its charts are drawn from. */
  static ChartedExperiment charted(
      ExperimentEvidence experiment, String key, List<RunPlace> places) {
    List<RunEvidence> runs = ordered(experiment.newest());
    List<Integer> colours = runs.stream().map(run -> places.indexOf(RunPlace.of(run))).toList();
    List<String> kinds = runs.stream().map(run -> RunPlace.of(run).kind()).toList();
    return new ChartedExperiment(
        key,
        runs,
        new RunNames(RunPlace.labels(runs.stream().map(RunPlace::of).toList()), colours, kinds),
        experiment.claims());
  }

  /** The same without charts, but with all raw values. */
  ExperimentModel tables() {
    List<Measured> measured = Measured.of(runs);
    return model(
        measured.isEmpty()
            ? List.of()
            : List.of(new Charts.Group("Numbers", measured, List.of(), true)),
        true);
  }

  private ExperimentModel model(List<Charts.Group> groups, boolean raw) {
    AnswerTables answers = new AnswerTables(runs, inline);
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
        outcome(),
        shownRuns,
        answers.claims(experiment.claims()),
        answers.checks(),
        ResultPanels.of(key, groups, runs.size(), raw),
        HostFacts.environment(runs, subject),
        HostFacts.packages(runs),
        HostFacts.provenance(runs),
        absent,
        history,
        (int) experiment.runs().count(),
        reproduce(),
        experiment.code().isEmpty() ? null : "../" + RunPages.code(task, key) + ".html",
        (int) experiment.code().lines().count(),
        groups.stream()
            .flatMap(group -> group.metrics().stream())
            .flatMap(metric -> metric.summaries().stream())
            .mapToInt(MetricSummary::count)
            .sum());
  }

  private @Nullable Html outcome() {
    List<String> clauses = runs.isEmpty() ? List.of() : OutcomePart.clauses(runs.getFirst());
    return clauses.isEmpty() ? null : inline.html(Findings.sentence(String.join("; ", clauses)));
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

  private ExperimentModel.Run run(RunEvidence run, String label) {
    RunRecord record = run.record();
    String page = RunPages.path(record);
    return new ExperimentModel.Run(
        label,
        Headlines.where(record, subject),
        record.run(),
        page == null ? null : "../" + page + ".html",
        page == null ? null : "../" + page + ".json",
        HostFacts.moment(record.started()),
        Badge.of(run.verdict().status()),
        record.imported() != null,
        ReasonWords.of(run.verdict()),
        run.verdict().changed().stream().map(ReasonWords::of).toList(),
        record.exit().detail(),
        record.artifacts().stream()
            .map(a -> new ExperimentModel.ArtifactText(a.name(), a.media(), a.text()))
            .toList(),
        record.log().text(),
        Numbers.with((double) record.log().bytes(), "By"));
  }

  /** All runs of an experiment, newest first. */
  static List<ExperimentModel.PastRun> past(
      ExperimentEvidence experiment, List<String> subject, String root) {
    return experiment
        .runs()
        .sorted(Comparator.comparing((RunEvidence run) -> run.record().started()).reversed())
        .map(run -> past(run, subject, root))
        .toList();
  }

  private static ExperimentModel.PastRun past(RunEvidence run, List<String> subject, String root) {
    MeasuredValue value = run.headline().map(MeasuredValue::of).orElse(null);
    return new ExperimentModel.PastRun(
        run.record().run(),
        RunPages.href(run.record(), root),
        run.record().environment() + ", " + run.record().inputs().hostKind(),
        HostFacts.moment(run.record().started()),
        HostFacts.pairs(run.record().host().versions(subject), " "),
        value == null ? "" : value.text(),
        value == null || !value.hasInterval() ? "" : value.interval(),
        Badge.of(run.verdict().status()),
        run.record().imported() != null,
        ReasonWords.of(run.verdict()));
  }
}
