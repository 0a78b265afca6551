package ledger.evidence.judge;

import java.util.List;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.KnownFailure;
import ledger.evidence.record.Acceptance;

/**
 * An experiment as it is now, for comparison with what ran.
 *
 * @param experiment the script's name without its extension
 * @param script its path below the workspace, with forward slashes
 * @param code the script's text
 * @param knownFailures refutations that are accepted now
 * @param accepted edits after a run that are accepted
 * @param environments in which it has to hold; empty if the policy decides
 * @param inputs what runs of it depend on, as it is now
 */
public record CurrentExperiment(
    String experiment,
    String title,
    String script,
    String code,
    List<Claim> claims,
    List<KnownFailure> knownFailures,
    List<Acceptance> accepted,
    List<String> environments,
    PresentInputs inputs) {}
