/** Environments, hosts and versions against each other, for a task and across all of them. */
@NullMarked
package ledger.site.compare;

import org.jspecify.annotations.NullMarked;
