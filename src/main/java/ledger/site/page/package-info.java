/** The page models, a record for each page. */
@NullMarked
package ledger.site.page;

import org.jspecify.annotations.NullMarked;
