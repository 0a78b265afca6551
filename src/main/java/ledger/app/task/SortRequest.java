package ledger.app.task;

import java.util.List;

/**
 * Sort sections.
 *
 * @param states words for the sections; none for all that have the columns
 * @param by columns to sort by, the first one first; none for the priority
 * @param reverse the other way round
 * @param dryRun write nothing
 */
public record SortRequest(List<String> states, List<String> by, boolean reverse, boolean dryRun) {}
