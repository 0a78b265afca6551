package ledger.app.records;

import org.jspecify.annotations.Nullable;

/**
 * What was measured.
 *
 * @param id the task, as the user wrote its ID; null for all
 */
public record ResultsRequest(@Nullable String id) {}
