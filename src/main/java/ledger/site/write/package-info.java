/** What a build writes: pages, JSON views, feeds, the search index. */
@NullMarked
package ledger.site.write;

import org.jspecify.annotations.NullMarked;
