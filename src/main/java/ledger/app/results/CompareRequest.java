package ledger.app.results;

import java.util.List;

/**
 * Compare what was measured on two sides.
 *
 * @param first an environment, a kind of host, {@code ENVIRONMENT@HOST}, or runs with commas
 *     between them
 * @param second likewise
 * @param ids the tasks, as the user wrote their IDs; none for all
 */
public record CompareRequest(String first, String second, List<String> ids) {}
