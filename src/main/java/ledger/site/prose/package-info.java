/** A task's prose as safe HTML, and its references to evidence. */
@NullMarked
package ledger.site.prose;

import org.jspecify.annotations.NullMarked;
