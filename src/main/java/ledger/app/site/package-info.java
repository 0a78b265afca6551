/** Use cases of the site. */
@NullMarked
package ledger.app.site;

import org.jspecify.annotations.NullMarked;
