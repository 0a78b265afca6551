/** Hooks and the merge driver: installing, recognising, trying. */
@NullMarked
package ledger.git.hook;

import org.jspecify.annotations.NullMarked;
