package ledger.evidence.judge;

import java.util.List;
import java.util.SortedMap;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.record.Acceptance;
import ledger.evidence.record.Inputs;

/**
 * An experiment as it is now, for comparison with what ran.
 *
 * @param experiment the script's name without its extension
 * @param script its path below the workspace, with forward slashes
 * @param code the script's text
 * @param knownFailures refutations that are accepted now
 * @param accepted edits after a run that are accepted
 * @param inputs the inputs that a run would have now, by environment; an environment that is
 *     missing here is unknown, and its runs are STALE
 */
public record CurrentExperiment(
    String experiment,
    String title,
    String script,
    String code,
    List<Claim> claims,
    List<KnownFailure> knownFailures,
    List<Acceptance> accepted,
    SortedMap<String, Inputs> inputs) {}
