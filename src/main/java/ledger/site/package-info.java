/** The pure model of the site, one record a page, and its rendering by FreeMarker. */
@NullMarked
package ledger.site;

import org.jspecify.annotations.NullMarked;
