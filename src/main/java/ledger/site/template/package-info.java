/** FreeMarker, locked down, and what templates may see. */
@NullMarked
package ledger.site.template;

import org.jspecify.annotations.NullMarked;
