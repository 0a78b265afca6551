package ledger.site.prose;

import java.util.Map;
import java.util.Set;

/**
 * What plain text on a page may link to.
 *
 * @param tasks IDs that have a page
 * @param runs each run's page from the site's folder, by the run's ID
 */
public record Links(Set<String> tasks, Map<String, String> runs) {}
