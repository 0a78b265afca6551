package ledger.app.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Run the experiments of tasks, and judge them. Several environments are compared with the first
 * one.
 *
 * @param ids the tasks, as the user wrote their IDs; empty for all that have experiments
 * @param environments by name; empty for the deciding one
 * @param rounds how often each experiment is run; null for the usual number: 1, or 3 to calibrate
 * @param planOnly run nothing; the result has only the plan
 * @param onHost in every environment that this host can have, to complete the evidence of its kind;
 *     nothing is compared
 * @param waits whether to wait for another verification in this workspace, for at most 60 minutes
 */
public record VerifyRequest(
    List<String> ids,
    List<String> environments,
    VerifyMode mode,
    @Nullable Integer rounds,
    boolean planOnly,
    boolean onHost,
    boolean waits) {}
