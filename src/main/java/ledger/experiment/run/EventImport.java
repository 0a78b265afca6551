package ledger.experiment.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import ledger.document.TaskId;
import ledger.evidence.record.Exit;
import ledger.evidence.record.Imported;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.Log;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.RunTraces;
import ledger.evidence.store.EvidenceStore;
import ledger.experiment.environment.ExperimentEnvironment;
import ledger.experiment.events.EventPlan;
import ledger.experiment.events.EventReader;
import ledger.experiment.events.EventTail;
import ledger.experiment.events.RunFacts;
import ledger.experiment.header.Experiment;
import ledger.experiment.inputs.CurrentInputs;
import ledger.experiment.inputs.ReportedNotes;
import ledger.experiment.inputs.RunObservation;
import ledger.experiment.inputs.TaskText;
import ledger.io.Sha256;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.workspace.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Turns a file of events from a host without this tool into a run record, or says line by line why
 * that is impossible.
 *
 * <p>The record is bound to the experiment's inputs as they are now. Events that contain digests of
 * what ran are refused if those differ, because they say nothing about what is here.
 */
public final class EventImport {
  /** How far the clocks of two hosts may be apart. */
  private static final Duration CLOCKS = Duration.ofHours(1);

  private final Verifier verifier;
  private final @Nullable Environment named;

  /** The result of reading a file: a record that is not stored yet, or problems. */
  public record ReadResult(Optional<RunRecord> record, List<Problem> problems) {}

  /** The ledger's text of a task, if it has that task. */
  @FunctionalInterface
  public interface Tasks {
    /**
     * Empty if there is no such row.
     *
     * @throws InvalidText if its page cannot be read
     */
    Optional<TaskText> text(TaskId id) throws IOException, InvalidText;
  }

  /**
   * @param named the environment in which the experiment ran; null for the one that decides
   */
  public EventImport(Verifier verifier, @Nullable Environment named) {
    this.verifier = verifier;
    this.named = named;
  }

  /**
   * Reads one file.
   *
   * @param shown what messages call it
   * @throws IOException if it cannot be read
   * @throws InvalidText if a task's page cannot be read
   */
  public ReadResult read(Path file, String shown, Tasks tasks) throws IOException, InvalidText {
    LineProblems report = new LineProblems(shown, file);
    if (Files.size(file) > EvidenceStore.LARGEST) {
      report.add(1, "the file is larger than any record of a run that is read", null);
      return new ReadResult(Optional.empty(), report.problems());
    }
    EventReader events = new EventReader(null, (step, of, text) -> {});
    new EventTail(file, events, 0).finish(true);
    for (EventReader.UnusableLine wrong : events.unusable()) {
      report.add(wrong.line(), "this event cannot be used: " + wrong.why(), null);
    }
    if (!report.isEmpty()) {
      return new ReadResult(Optional.empty(), report.problems());
    }
    if (events.plan().isEmpty() || events.host().isEmpty()) {
      String what = events.plan().isEmpty() ? "plan" : "environment";
      report.add(1, "there is no " + what + " event: the file of events is incomplete", null);
      return new ReadResult(Optional.empty(), report.problems());
    }
    if (!events.ended()) {
      report.add(
          events.lines(),
          "the last event is not an end event: the run did not reach its end, or the file is cut"
              + " off",
          "run the experiment to its end, or copy the file again");
      return new ReadResult(Optional.empty(), report.problems());
    }
    return bound(file, events, events.plan().get(), tasks, report);
  }

  private ReadResult bound(
      Path file, EventReader events, EventPlan plan, Tasks tasks, LineProblems report)
      throws IOException, InvalidText {
    Optional<Experiment> experiment =
        verifier.experiments().experiments().stream()
            .filter(known -> known.name().equals(plan.experiment()))
            .findFirst();
    Optional<TaskId> id = TaskId.parse(plan.task());
    Optional<TaskText> task = id.isPresent() ? tasks.text(id.get()) : Optional.empty();
    if (experiment.isEmpty()) {
      report.add(plan.line(), "there is no experiment " + plan.experiment() + " here", null);
    } else if (!experiment.get().task().value().equals(plan.task())) {
      String declared = experiment.get().script() + " declares " + experiment.get().task();
      report.add(plan.line(), "it reports for " + plan.task() + ", " + declared, null);
    } else if (task.isEmpty()) {
      report.add(plan.line(), "the ledger has no task " + plan.task(), null);
    } else if (plan.started() != null && plan.started().isAfter(verifier.now().plus(CLOCKS))) {
      report.add(
          plan.line(),
          "it says that it began at " + plan.started() + ", which is in the future",
          "set the clock of the host where it ran, and run it again");
    } else if (plan.started() != null && isBefore(plan.started(), experiment.get())) {
      report.add(
          plan.line(),
          "it says that it began at "
              + plan.started()
              + ", before "
              + experiment.get().script()
              + " was committed as it is",
          "claims are declared before a run: run it again with the committed script");
    } else {
      Experiment known = experiment.get();
      Environment chosen = named == null ? verifier.deciding(known) : named;
      Environment environment = ExperimentEnvironment.of(known, chosen);
      CurrentInputs here = verifier.inputs();
      RunObservation.SeenOfRun seen =
          events.observed().map(said -> here.elsewhere(known, environment, said)).orElse(null);
      Inputs now =
          seen == null
              ? here.forecast(known, environment, task.get())
              : here.observed(here.withoutFiles(known, environment, task.get()), seen.observed());
      List<String> differing = differing(events, plan, now, known);
      if (seen != null) {
        differing.addAll(seen.changed());
      }
      List<Problem> units = BoundUnits.problems(experiment.get(), events.metrics());
      if (!units.isEmpty()) {
        return new ReadResult(Optional.empty(), units);
      }
      List<OtherVersion> others =
          events.host().stream()
              .flatMap(host -> OtherVersion.of(host, verifier.locked(environment)).stream())
              .toList();
      if (!others.isEmpty()) {
        report.add(
            plan.line(),
            OtherVersion.words(others)
                + ", not what the environment "
                + environment.name()
                + " asks for",
            "--env names the environment in which it ran");
        return new ReadResult(Optional.empty(), report.problems());
      }
      if (differing.isEmpty()) {
        String where = environment.name();
        return new ReadResult(
            Optional.of(record(file, events, plan, known, where, now, seen)), List.of());
      }
      report.add(
          plan.line(),
          "it was made with files that differ from those here: " + String.join(", ", differing),
          "run it again with the files of this workspace, or check out those that it was made"
              + " with");
    }
    return new ReadResult(Optional.empty(), report.problems());
  }

  private boolean isBefore(Instant started, Experiment experiment) {
    return verifier
        .committed(experiment)
        .filter(committed -> started.plusSeconds(60).isBefore(committed))
        .isPresent();
  }

  private static List<String> differing(
      EventReader events, EventPlan plan, Inputs now, Experiment experiment) {
    List<String> differing = new ArrayList<>();
    String script = events.observed().map(ReportedNotes::script).orElse(plan.script());
    if (script == null) {
      return differing;
    }
    if (!script.equals(now.script())) {
      differing.add(experiment.script());
    }
    now.imports()
        .forEach(
            (path, digest) -> {
              if (!digest.equals(plan.imports().get(path))) {
                differing.add(path);
              }
            });
    return differing;
  }

  /** If the events do not say when they began, the file's time minus their duration is used. */
  private RunRecord record(
      Path file,
      EventReader events,
      EventPlan plan,
      Experiment experiment,
      String environment,
      Inputs now,
      RunObservation.@Nullable SeenOfRun seen)
      throws IOException {
    Duration duration = Duration.ofMillis(Math.round(events.seconds() * 1000));
    Instant started = plan.started();
    if (started == null) {
      started = Files.getLastModifiedTime(file).toInstant().minus(duration);
    }
    RunFacts facts =
        new RunFacts(
            environment,
            plan.quick(),
            null,
            new Imported(Sha256.of(LineProblems.content(file))),
            started,
            duration,
            new Exit(Exit.Kind.COMPLETED, 0, "ran to its end, on another host"),
            new Log("", 0),
            seen == null
                ? null
                : new RunTraces(Collections.emptySortedMap(), seen.written(), seen.commands()));
    return facts.with(events, experiment, now);
  }
}
