/**
 * The ledger and the pages of its tasks: parsed losslessly, changed by splices, never printed back.
 */
@NullMarked
package ledger.document;

import org.jspecify.annotations.NullMarked;
