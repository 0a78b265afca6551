package ledger.experiment.events;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ledger.evidence.claim.Metric;
import ledger.evidence.claim.NotApplicable;
import ledger.evidence.record.Artifact;
import ledger.evidence.record.Check;
import ledger.evidence.record.Host;
import ledger.evidence.record.LoadReading;
import ledger.evidence.record.Sample;
import ledger.experiment.inputs.ReportedNotes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Collects events, one line at a time, as docs/events.md defines them.
 *
 * <p>A line that violates the format is reported and ignored; everything else is kept. Nothing that
 * a script writes makes it throw.
 */
public final class EventReader {
  private static final int SCHEMA = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Is told what a progress display shows. */
  public interface Steps {
    /**
     * A step begins.
     *
     * @param step from 1
     */
    void step(int step, int of, String text);
  }

  private static final int LISTED = 20;

  /** After this many wrong lines nothing more is read: a flood of garbage would take minutes. */
  private static final int PATIENCE = 10_000;

  /** A line that cannot be used. */
  public record UnusableLine(int line, String why) {}

  private final @Nullable String task;
  private final Steps steps;
  private final List<Metric> metrics = new ArrayList<>();
  private final Set<String> metricIds = new HashSet<>();
  private final List<Sample> samples = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();
  private final List<NotApplicable> notApplicable = new ArrayList<>();
  private final List<Artifact> artifacts = new ArrayList<>();
  private @Nullable Host host;
  private List<Double> loadAfter = List.of();
  private boolean ended;
  private int line;
  private int wrongLines;
  private final List<UnusableLine> unusable = new ArrayList<>();
  private final List<LoadReading> load = new ArrayList<>();
  private @Nullable EventPlan plan;
  private @Nullable ReportedNotes observed;
  private double seconds;
  private final SampleFaults faults = new SampleFaults();

  /**
   * @param task the task that the script must report for; null for any
   */
  public EventReader(@Nullable String task, Steps steps) {
    this.task = task;
    this.steps = steps;
  }

  /** Takes the next line, without its line ending. Blank lines are ignored. */
  void accept(byte[] bytes) {
    line++;
    if (wrongLines >= PATIENCE) {
      reject("too many lines before it are unusable");
      return;
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      reject("it is not valid UTF-8");
      return;
    }
    if (text.isBlank()) {
      return;
    }
    try {
      JsonNode event = JSON.readTree(text);
      if (!event.isObject()) {
        reject("it is not a JSON object");
      } else if (ended) {
        reject("it comes after the end event");
      } else {
        take(new EventFields(event));
      }
    } catch (JacksonException e) {
      reject(
          "it is not valid JSON: "
              + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse(""));
    } catch (EventFields.InvalidEvent e) {
      reject(String.valueOf(e.getMessage()));
    }
  }

  /** Takes a line that is too long to be read. */
  void tooLong(int limit) {
    line++;
    reject("it is longer than " + limit + " bytes");
  }

  /** Takes note that the script changed events that it had reported before. */
  void rewritten() {
    reject("events before it were changed or removed after they were reported");
  }

  private void reject(String why) {
    reject(new UnusableLine(line, why));
  }

  private void reject(UnusableLine wrong) {
    wrongLines++;
    if (unusable.size() < LISTED) {
      unusable.add(wrong);
    }
  }

  private void take(EventFields e) throws EventFields.InvalidEvent {
    switch (e.text("event")) {
      case "plan" -> plan(e);
      case "environment" -> {
        if (host != null) {
          throw new EventFields.InvalidEvent("the environment is reported a second time");
        }
        host = e.host();
      }
      case "metric" -> metric(e);
      case "progress" -> steps.step(e.integer("step"), e.integer("of"), e.text("text"));
      case "sample" -> sample(e);
      case "check" -> checks.add(e.check());
      case "not-applicable" ->
          notApplicable.add(
              new NotApplicable(e.text("what"), e.text("why"), e.textOr("detected", "")));
      case "observed" -> observed = e.observed();
      case "artifact" ->
          artifacts.add(new Artifact(e.text("name"), e.text("media"), e.text("text")));
      case "load" ->
          load.add(
              new LoadReading(
                  samples.size(),
                  e.number("average"),
                  e.numberOrNull("others"),
                  e.flagOrNull("throttled")));
      case "end" -> {
        seconds = e.numberOr("seconds", 0);
        loadAfter = e.numbers("load");
        ended = true;
        faults.repeated().ifPresent(this::reject);
        if (seconds < 0) {
          throw new EventFields.InvalidEvent("seconds is negative");
        }
      }
      default ->
          throw new EventFields.InvalidEvent("there is no such event: \"" + e.text("event") + "\"");
    }
  }

  private void plan(EventFields e) throws EventFields.InvalidEvent {
    if (plan != null) {
      throw new EventFields.InvalidEvent("the plan is reported a second time");
    }
    if (e.integer("schema") != SCHEMA) {
      throw new EventFields.InvalidEvent("its schema is not " + SCHEMA);
    }
    EventPlan said = EventPlan.of(e, line);
    if (task != null && !said.task().equals(task)) {
      throw new EventFields.InvalidEvent(
          "it reports for " + said.task() + ", but the header says " + task);
    }
    plan = said;
  }

  private void metric(EventFields e) throws EventFields.InvalidEvent {
    String better = e.textOr("better", "none");
    if (!Set.of("higher", "lower", "none").contains(better)) {
      throw new EventFields.InvalidEvent("better is \"" + better + "\", not higher, lower or none");
    }
    Metric metric =
        new Metric(e.text("id"), e.text("title"), e.text("unit"), better, e.flagOr("exact", false));
    if (!metricIds.add(metric.id())) {
      if (!metrics.contains(metric)) {
        throw new EventFields.InvalidEvent("the metric " + metric.id() + " is declared twice");
      }
      return;
    }
    metrics.add(metric);
    faults.declare(metric, e.flagOr("signed", false));
  }

  private void sample(EventFields e) throws EventFields.InvalidEvent {
    String metric = e.text("metric");
    if (!metricIds.contains(metric)) {
      throw new EventFields.InvalidEvent("a sample of " + metric + " comes before its declaration");
    }
    Sample sample =
        new Sample(
            metric,
            e.number("value"),
            e.parameters("parameters"),
            e.textOrNull("arm"),
            e.flagOr("warmup", false));
    faults.take(sample, line);
    samples.add(sample);
  }

  /** What was wrong, in one sentence; empty if nothing was. */
  public Optional<String> problem() {
    if (unusable.isEmpty()) {
      return Optional.empty();
    }
    UnusableLine first = unusable.getFirst();
    String text = "line " + first.line + " of its events cannot be used: " + first.why;
    return Optional.of(wrongLines == 1 ? text : text + " (and " + (wrongLines - 1) + " more)");
  }

  /** The first lines that cannot be used. */
  public List<UnusableLine> unusable() {
    return List.copyOf(unusable);
  }

  public Optional<EventPlan> plan() {
    return Optional.ofNullable(plan);
  }

  /** What the script was seen to use, if it says so itself. */
  public Optional<ReportedNotes> observed() {
    return Optional.ofNullable(observed);
  }

  boolean quick() {
    return plan().map(EventPlan::quick).orElse(false);
  }

  /** How long the script took, as it reports; 0 if it does not. */
  public double seconds() {
    return seconds;
  }

  public int lines() {
    return line;
  }

  List<LoadReading> load() {
    return List.copyOf(load);
  }

  public boolean ended() {
    return ended;
  }

  public Optional<Host> host() {
    Host known = host;
    return known == null ? Optional.empty() : Optional.of(EventFields.withLoad(known, loadAfter));
  }

  public List<Metric> metrics() {
    return List.copyOf(metrics);
  }

  List<Sample> samples() {
    return List.copyOf(samples);
  }

  List<Check> checks() {
    return List.copyOf(checks);
  }

  List<NotApplicable> notApplicable() {
    return List.copyOf(notApplicable);
  }

  List<Artifact> artifacts() {
    return List.copyOf(artifacts);
  }
}
