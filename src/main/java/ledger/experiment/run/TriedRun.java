package ledger.experiment.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.Metric;
import ledger.evidence.judge.Judge;
import ledger.evidence.record.Check;
import ledger.evidence.record.Exit;
import ledger.evidence.record.Observed;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.RunTraces;
import ledger.evidence.record.Sample;
import ledger.evidence.verdict.ClaimReason;
import ledger.evidence.verdict.ClaimVerdict;
import ledger.evidence.verdict.RunReason;
import ledger.evidence.words.ReasonWords;
import ledger.experiment.events.EventReader;
import ledger.experiment.header.Discovery;
import ledger.experiment.header.Experiment;
import ledger.text.Nearest;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A run, with what its record does not keep.
 *
 * @param unusable lines of its events that could not be used, the first ones
 * @param line of the script where the exception came from that ended it, from 1; 0 if unknown
 */
public record TriedRun(
    Experiment experiment, RunRecord record, List<EventReader.UnusableLine> unusable, int line) {
  private static final String RULE = "experiment";

  /** Everything that is wrong with the experiment, as far as this run shows it. */
  public List<Problem> faults() {
    List<Problem> faults = new ArrayList<>();
    end(faults);
    if (record.exit().kind() == Exit.Kind.COMPLETED || !record.samples().isEmpty()) {
      metrics(faults); // what broke before it measured anything says nothing about that
    }
    faults.addAll(BoundUnits.problems(experiment, record.metrics()));
    samples(faults);
    for (Check check : record.checks()) {
      if (!check.ok()) {
        faults.add(
            error(
                "task",
                "the check " + check.id() + " failed: " + check.title() + ": " + check.detail(),
                "a failed check says that the experiment is not sound, whatever it measured"));
      }
    }
    seen(faults);
    return List.copyOf(faults);
  }

  private void end(List<Problem> faults) {
    for (EventReader.UnusableLine wrong : unusable) {
      faults.add(
          error(
              "task",
              "line " + wrong.line() + " of its events cannot be used: " + wrong.why(),
              null));
    }
    Exit exit = record.exit();
    boolean told = !unusable.isEmpty() && exit.kind() == Exit.Kind.FAILED && exit.status() == 0;
    boolean units = !BoundUnits.problems(experiment, record.metrics()).isEmpty();
    if (exit.kind() != Exit.Kind.COMPLETED && !told && !(units && exit.status() == 0)) {
      Problem.Place place =
          line > 0
              ? Discovery.placeOfLine(experiment, line)
              : Discovery.placeOf(experiment, "task");
      String log = record.log().text().isBlank() ? "it printed nothing" : null;
      faults.add(Problem.error(RULE, place, exit.detail(), log));
    }
    if (Judge.asOfRun(record).reason() instanceof RunReason.ReportsBoth both) {
      faults.add(
          error(
              "task",
              both.reported().what()
                  + " is reported as not applicable, and there are samples of it",
              "report one of the two"));
    }
  }

  /** Claims and the headline need samples; what the host lacks has said so. */
  private void metrics(List<Problem> faults) {
    Set<String> measured =
        record.samples().stream()
            .map(Sample::metric)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<String> absent =
        record.notApplicable().stream().map(lack -> lack.what()).collect(Collectors.toSet());
    if (experiment.claims().isEmpty()) {
      faults.add(
          error("", "it declares no claim, so it verifies nothing", "docs/experiments.md shows one")
              .asWarning());
    }
    for (Claim claim : experiment.claims()) {
      if (absent.contains(claim.id()) || absent.contains(claim.metric())) {
        continue;
      }
      if (!measured.contains(claim.metric())) {
        faults.add(
            unmeasured(
                Discovery.placeOfClaim(experiment, claim.id(), "metric"),
                claim.metric(),
                measured));
      } else if (record.samples().stream()
          .noneMatch(sample -> claim.isAbout(sample.metric(), sample.parameters(), sample.arm()))) {
        String key = claim.arm() != null && claim.where().isEmpty() ? "arm" : "where";
        faults.add(
            Problem.error(
                RULE,
                Discovery.placeOfClaim(experiment, claim.id(), key),
                "no sample of "
                    + claim.metric()
                    + " is one that the claim "
                    + claim.id()
                    + " is about",
                "there are: " + series(claim.metric())));
      }
    }
    String headline = experiment.headline();
    if (headline != null && !measured.contains(headline) && !absent.contains(headline)) {
      faults.add(unmeasured(Discovery.placeOf(experiment, "headline"), headline, measured));
    }
    for (Metric metric : record.metrics()) {
      if (!measured.contains(metric.id()) && !absent.contains(metric.id())) {
        faults.add(
            error("task", "the metric " + metric.id() + " is declared and never sampled", null)
                .asWarning());
      }
    }
  }

  private Problem unmeasured(Problem.Place place, String metric, Set<String> measured) {
    String near =
        Nearest.to(metric, measured)
            .map(name -> "did you mean " + name + "?")
            .orElse(measured.isEmpty() ? null : "it measures " + String.join(", ", measured));
    return Problem.error(RULE, place, "the run has no sample of " + metric, near);
  }

  private String series(String metric) {
    return record.samples().stream()
        .filter(sample -> sample.metric().equals(metric))
        .map(sample -> sample.series().toString())
        .distinct()
        .limit(5)
        .collect(Collectors.joining("; "));
  }

  private void samples(List<Problem> faults) {
    for (ClaimVerdict verdict : Judge.firstLook(record).claims()) {
      if (verdict.reason() instanceof ClaimReason.TooFewSamples few) {
        faults.add(
            Problem.error(
                    RULE,
                    Discovery.placeOfClaim(experiment, verdict.claim().id(), "metric"),
                    verdict.claim().id() + ": " + ReasonWords.of(few),
                    null)
                .asWarning());
      }
    }
  }

  private void seen(List<Problem> faults) {
    Observed observed = record.inputs().observed();
    RunTraces traces = record.traces();
    if (observed == null || traces == null) {
      if (record.exit().kind() != Exit.Kind.NOT_STARTED) {
        faults.add(error("task", "what it used could not be observed", null).asWarning());
      }
    } else if (!traces.commands().isEmpty() && observed.declared().inputs().isEmpty()) {
      faults.add(
          error(
                  "inputs",
                  "it started "
                      + String.join(", ", traces.commands())
                      + ", and what that reads is not seen",
                  "name those files in the header, such as inputs = [\"src/**\"]")
              .asWarning());
    }
  }

  private Problem error(String key, String message, @Nullable String help) {
    return Problem.error(RULE, Discovery.placeOf(experiment, key), message, help);
  }
}
