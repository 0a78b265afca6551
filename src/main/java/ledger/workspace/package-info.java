/** The folder that contains a ledger: its paths, its settings, and locked atomic writes. */
@NullMarked
package ledger.workspace;

import org.jspecify.annotations.NullMarked;
