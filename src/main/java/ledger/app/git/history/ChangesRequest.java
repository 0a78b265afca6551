package ledger.app.git.history;

/**
 * Sum up what happened to the tasks, up to the file as it is.
 *
 * @param since a branch, tag or commit, or a day of the form YYYY-MM-DD, including changes of that
 *     day
 */
public record ChangesRequest(String since) {}
