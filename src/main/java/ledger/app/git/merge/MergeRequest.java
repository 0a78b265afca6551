package ledger.app.git.merge;

/**
 * Merge the ledger, pages and archive of commits into the working copy, by tasks and cells.
 *
 * @param dryRun write nothing
 */
public record MergeRequest(MergeSource source, boolean dryRun) {}
