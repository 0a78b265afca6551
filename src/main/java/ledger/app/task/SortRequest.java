package ledger.app.task;

import java.util.List;

/**
 * Sort sections.
 *
 * @param states words for the sections; empty for all that have the columns
 * @param by columns to sort by, most significant first; empty for what the settings say, or else
 *     the priority
 * @param reverse whether to reverse the order
 * @param dryRun write nothing
 */
public record SortRequest(List<String> states, List<String> by, boolean reverse, boolean dryRun) {}
