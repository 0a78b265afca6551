/** JSON-RPC 2.0, a message a line: reading, writing, calls at the same time, cancellation. */
@NullMarked
package ledger.mcp.rpc;

import org.jspecify.annotations.NullMarked;
