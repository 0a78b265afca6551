package ledger.app.environment;

import java.util.List;

/**
 * Ask the package index for newer releases.
 *
 * @param environments by name; empty for all
 */
public record OutdatedRequest(List<String> environments) {}
