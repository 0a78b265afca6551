/** Gives the ledger to agents: the Model Context Protocol over standard input and output. */
@NullMarked
package ledger.mcp;

import org.jspecify.annotations.NullMarked;
