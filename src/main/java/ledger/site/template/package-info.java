/** FreeMarker, locked down, what templates may see, and references to evidence in prose. */
@NullMarked
package ledger.site.template;

import org.jspecify.annotations.NullMarked;
