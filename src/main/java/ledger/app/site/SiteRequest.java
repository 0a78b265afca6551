package ledger.app.site;

/**
 * Build the site, or compare it with what a build would write.
 *
 * @param history whether the tasks' histories begin with what git's commits have; they do so in any
 *     case where the settings say so
 */
public record SiteRequest(boolean history) {}
