/** A task's prose as safe HTML, short texts with links, highlighted code. */
@NullMarked
package ledger.site.prose;

import org.jspecify.annotations.NullMarked;
