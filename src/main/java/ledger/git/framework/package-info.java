/**
 * Tools that manage the hooks of a checkout by files of their own: what to add there, whether they
 * call ledger, and trying that.
 */
@NullMarked
package ledger.git.framework;

import org.jspecify.annotations.NullMarked;
