package ledger.app.results;

import java.util.List;

/**
 * Run the experiments of tasks, and judge them. Several environments are compared with the first
 * one.
 *
 * @param ids the tasks, as the user wrote their IDs; none for all that have experiments
 * @param environments by name; none for the deciding one
 * @param rounds how often each experiment is run; 0 for the usual number: 1, to calibrate 3
 * @param planOnly run nothing; the result has the plan alone
 * @param waits whether to wait for another verification in this workspace, for 60 minutes at most
 */
public record VerifyRequest(
    List<String> ids,
    List<String> environments,
    VerifyMode mode,
    int rounds,
    boolean planOnly,
    boolean waits) {}
