/**
 * Renders the page models and writes what differs: pages, JSON views, feed, search index.
 *
 * <p>{@code SiteFiles} and {@code TaskFiles} make all files into a {@code SiteDraft}; {@code
 * OutputFolder} moves them into place once all of them are made.
 */
@NullMarked
package ledger.site.write;

import org.jspecify.annotations.NullMarked;
