/** What an agent can do: each tool is one call of {@link ledger.app.App}. */
@NullMarked
package ledger.mcp.tool;

import org.jspecify.annotations.NullMarked;
