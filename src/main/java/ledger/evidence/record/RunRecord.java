package ledger.evidence.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import ledger.document.TaskId;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.claim.Metric;
import ledger.evidence.claim.NotApplicable;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one run: what ran, where, with which inputs, and everything that it reported,
 * raw.
 *
 * <p>Immutable: a record is written once and never changed. Verdicts are computed from it and are
 * not in it.
 *
 * @param schema the version of this format, 1 to {@link #SCHEMA}
 * @param run the run's ID: its start in UTC and the first digits of a digest; also the record's
 *     file name
 * @param task the task that the experiment verifies
 * @param experiment the script's name without its extension
 * @param title the experiment's title
 * @param headline the metric that a one-line outcome quotes, if the script names one
 * @param outcome a one-line outcome in words with places for figures, if the script has one
 * @param environment the name of the environment in the settings, such as {@code pinned}
 * @param quick a first look with smaller sizes, which counts for nothing
 * @param host what the script ran on, as it reported
 * @param inputs digests of everything that the result depends on
 * @param git the commit that was checked out, if there is a repository
 * @param imported where the events come from, if they were imported from another host
 * @param started when the process was started, UTC
 * @param durationMillis wall time of the process, in milliseconds
 * @param exit how the process ended
 * @param claims the claims as declared when it ran
 * @param knownFailures refutations that were accepted when it ran
 * @param metrics what is measured, in the order declared
 * @param samples raw measurements in the order taken, including warm-ups, which are marked
 * @param load readings of how busy the host was, in the order taken
 * @param checks in the order made
 * @param notApplicable what the host lacks
 * @param artifacts what the script showed besides numbers
 * @param log stdout and stderr
 * @param traces what else was seen of the run; null where nobody observed it
 */
public record RunRecord(
    int schema,
    String run,
    TaskId task,
    String experiment,
    String title,
    @Nullable String headline,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String outcome,
    String environment,
    boolean quick,
    Host host,
    Inputs inputs,
    @Nullable GitState git,
    @Nullable Imported imported,
    Instant started,
    long durationMillis,
    Exit exit,
    List<Claim> claims,
    List<KnownFailure> knownFailures,
    List<Metric> metrics,
    List<Sample> samples,
    List<LoadReading> load,
    List<Check> checks,
    List<NotApplicable> notApplicable,
    List<Artifact> artifacts,
    Log log,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RunTraces traces) {
  /** The version of the format that is written. */
  public static final int SCHEMA = 3;
}
