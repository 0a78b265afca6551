package ledger.experiment.events;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a script says about itself before it starts.
 *
 * @param line the line of the event, from 1
 * @param experiment the script's name without its extension
 * @param started when it started, if it says so
 * @param script the digest of the script without its header, if it says so
 * @param imports digests of the other local files, by path; empty if it does not say
 */
public record EventPlan(
    int line,
    String experiment,
    String task,
    boolean quick,
    @Nullable Instant started,
    @Nullable String script,
    SortedMap<String, String> imports) {
  static EventPlan of(EventFields e, int line) throws EventFields.InvalidEvent {
    EventFields inputs = e.object("inputs");
    return new EventPlan(
        line,
        e.text("experiment"),
        e.text("task"),
        e.flagOr("quick", false),
        instant(e.textOrNull("started")),
        inputs.textOrNull("script"),
        new TreeMap<>(inputs.texts("imports")));
  }

  private static @Nullable Instant instant(@Nullable String text) throws EventFields.InvalidEvent {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new EventFields.InvalidEvent("started must be a time such as 2026-11-23T10:15:00Z");
    }
  }
}
