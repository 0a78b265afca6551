package ledger.app.environment;

import java.util.List;

/**
 * An environment beside the package index.
 *
 * @param name such as {@code pinned}
 * @param requirements its lock file, as a message names it
 * @param ofScript whether it is that of one script, which is locked again at the run after its lock
 *     file was deleted
 * @param packages those that it asks for by name; if nobody wrote them down, all that are locked
 */
public record EnvironmentAge(
    String name, String requirements, boolean ofScript, List<PackageAge> packages) {}
