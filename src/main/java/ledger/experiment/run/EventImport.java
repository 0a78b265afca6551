package ledger.experiment.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.document.TaskId;
import ledger.evidence.record.Exit;
import ledger.evidence.record.Imported;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.Log;
import ledger.evidence.record.RunRecord;
import ledger.experiment.events.EventPlan;
import ledger.experiment.events.EventReader;
import ledger.experiment.events.EventTail;
import ledger.experiment.events.RunFacts;
import ledger.experiment.header.Experiment;
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
  private static final String RULE = "unusable-events";
  private static final int SHOWN = 120;

  private final Verifier verifier;
  private final Environment environment;

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
   * @param environment the environment in which the experiment ran
   */
  public EventImport(Verifier verifier, Environment environment) {
    this.verifier = verifier;
    this.environment = environment;
  }

  /**
   * Reads one file.
   *
   * @param shown what messages call it
   * @throws IOException if it cannot be read
   * @throws InvalidText if a task's page cannot be read
   */
  public ReadResult read(Path file, String shown, Tasks tasks) throws IOException, InvalidText {
    EventReader events = new EventReader(null, (step, of, text) -> {});
    new EventTail(file, events, 0).finish(true);
    LineProblems report = new LineProblems(shown, file);
    for (EventReader.UnusableLine wrong : events.unusable()) {
      report.add(wrong.line(), "this event cannot be used: " + wrong.why(), null);
    }
    if (!report.problems.isEmpty()) {
      return report.result();
    }
    if (events.plan().isEmpty() || events.host().isEmpty()) {
      String what = events.plan().isEmpty() ? "plan" : "environment";
      report.add(1, "there is no " + what + " event: the file of events is incomplete", null);
      return report.result();
    }
    if (!events.ended()) {
      report.add(
          events.lines(),
          "the last event is not an end event: the run did not reach its end, or the file is cut off",
          "run the experiment to its end, or copy the file again");
      return report.result();
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
    } else {
      Inputs now = verifier.inputs(experiment.get(), environment, task.get());
      List<String> differing = differing(plan, now, experiment.get());
      Optional<String> asked = otherMlx(events);
      if (asked.isPresent()) {
        report.add(plan.line(), asked.get(), "--env names the environment in which it ran");
        return report.result();
      }
      if (differing.isEmpty()) {
        return new ReadResult(
            Optional.of(record(file, events, plan, experiment.get(), now)), List.of());
      }
      report.add(
          plan.line(),
          "it was made with files that differ from those here: " + String.join(", ", differing),
          "run it again with the files of this workspace, or check out those that it was made with");
    }
    return report.result();
  }

  /**
   * Reports it if the run's version of MLX is not one that the environment's lock file asks for.
   */
  private Optional<String> otherMlx(EventReader events) {
    List<String> asked = verifier.locked(environment, "mlx");
    String ran = events.host().map(host -> host.packages().get("mlx")).orElse(null);
    return ran == null || asked.isEmpty() || asked.contains(ran)
        ? Optional.empty()
        : Optional.of(
            "it ran MLX "
                + ran
                + "; the environment "
                + environment.name()
                + " asks for "
                + String.join(" or ", asked));
  }

  private static List<String> differing(EventPlan plan, Inputs now, Experiment experiment) {
    List<String> differing = new ArrayList<>();
    if (plan.script() == null) {
      return differing;
    }
    if (!plan.script().equals(now.script())) {
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
      Path file, EventReader events, EventPlan plan, Experiment experiment, Inputs now)
      throws IOException {
    Duration duration = Duration.ofMillis(Math.round(events.seconds() * 1000));
    Instant started = plan.started();
    if (started == null) {
      started = Files.getLastModifiedTime(file).toInstant().minus(duration);
    }
    RunFacts facts =
        new RunFacts(
            environment.name(),
            plan.quick(),
            null,
            new Imported(Sha256.of(Files.readAllBytes(file))),
            started,
            duration,
            new Exit(Exit.Kind.COMPLETED, 0, "ran to its end, on another host"),
            new Log("", 0));
    return facts.with(events, experiment, now);
  }

  /** Problems with their position. */
  private static final class LineProblems {
    private final String shown;
    private final List<Problem> problems = new ArrayList<>();
    private final String[] lines;

    LineProblems(String shown, Path file) throws IOException {
      this.shown = shown;
      this.lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1);
    }

    void add(int line, String message, @Nullable String help) {
      int at = Math.clamp(line, 1, lines.length);
      String text = lines[at - 1];
      String source = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
      problems.add(Problem.error(RULE, new Problem.Place(shown, at, 1, source, 0), message, help));
    }

    ReadResult result() {
      return new ReadResult(Optional.empty(), List.copyOf(problems));
    }
  }
}
