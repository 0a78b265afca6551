/**
 * Changes to a ledger: a {@code Change} becomes a {@code Plan} of splices, and the plan proves its
 * result.
 */
@NullMarked
package ledger.document.edit;

import org.jspecify.annotations.NullMarked;
