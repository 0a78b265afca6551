package ledger.app.results;

import java.util.List;

/**
 * Compare what was measured on two sides.
 *
 * @param first an environment, a kind of host, {@code ENVIRONMENT@HOST}, or runs, separated by
 *     commas
 * @param second likewise
 * @param ids the tasks, as the user wrote their IDs; empty for all
 */
public record CompareRequest(String first, String second, List<String> ids) {}
