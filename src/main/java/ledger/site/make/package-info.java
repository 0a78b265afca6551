/** Builders of page models. */
@NullMarked
package ledger.site.make;

import org.jspecify.annotations.NullMarked;
