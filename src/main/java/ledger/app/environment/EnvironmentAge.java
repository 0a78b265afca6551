package ledger.app.environment;

import java.util.List;

/**
 * An environment beside the package index.
 *
 * @param name such as {@code pinned}
 * @param requirements its lock file, as a message names it
 * @param packages those that it asks for by name; if nobody wrote them down, all that are locked
 */
public record EnvironmentAge(String name, String requirements, List<PackageAge> packages) {}
