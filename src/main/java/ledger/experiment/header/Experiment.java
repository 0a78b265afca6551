package ledger.experiment.header;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import ledger.document.TaskId;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.record.Observed.Declared;
import org.jspecify.annotations.Nullable;

/**
 * A script that verifies a task, as its header declares it.
 *
 * @param name the script's name without its extension
 * @param file the script
 * @param script its path below the workspace, with forward slashes
 * @param timeout the time after which its whole process tree is ended
 * @param headline the metric that a one-line outcome quotes
 * @param outcome a one-line outcome in words, see {@link ledger.evidence.words.OutcomeTemplate}
 * @param declared what the header says of inputs
 * @param pass names of the user's variables that a run gets; {@code *} stands for any characters
 * @param needs what it needs to run
 * @param code the script's text
 */
public record Experiment(
    String name,
    Path file,
    String script,
    TaskId task,
    String title,
    Duration timeout,
    @Nullable String headline,
    @Nullable String outcome,
    List<Claim> claims,
    List<KnownFailure> knownFailures,
    Declared declared,
    List<String> pass,
    Needs needs,
    String code) {}
