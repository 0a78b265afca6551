package ledger.app.environment;

/**
 * Lock the requirements of an environment again.
 *
 * @param environment its name
 * @param dryRun write nothing
 */
public record EnvUpdateRequest(String environment, boolean dryRun) {}
