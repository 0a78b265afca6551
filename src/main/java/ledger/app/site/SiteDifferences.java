package ledger.app.site;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the site is not up to date.
 *
 * @param folder the site's folder
 * @param files that a build would write or delete, as paths in it, sorted; empty if it is up to
 *     date
 */
public record SiteDifferences(Path folder, List<String> files) {}
