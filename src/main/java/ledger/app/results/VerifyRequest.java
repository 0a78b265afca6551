package ledger.app.results;

import java.util.List;

/**
 * Run the experiments of tasks, and judge them. Several environments are compared with the first
 * one.
 *
 * @param ids the tasks, as the user wrote their IDs; empty for all that have experiments
 * @param environments by name; empty for the deciding one
 * @param rounds how often each experiment is run; 0 for the usual number: 1, or 3 to calibrate
 * @param planOnly run nothing; the result has only the plan
 * @param waits whether to wait for another verification in this workspace, for at most 60 minutes
 */
public record VerifyRequest(
    List<String> ids,
    List<String> environments,
    VerifyMode mode,
    int rounds,
    boolean planOnly,
    boolean waits) {}
