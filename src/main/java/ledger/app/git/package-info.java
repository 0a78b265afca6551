/**
 * Use cases that set git up: hooks, the merge driver, workflows of a forge, and the fix of what is
 * staged. {@code history} reads commits, {@code merge} merges them.
 */
@NullMarked
package ledger.app.git;

import org.jspecify.annotations.NullMarked;
