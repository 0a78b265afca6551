/** Text as read, and splices: positions, spans, edits. Knows nothing of markdown. */
@NullMarked
package ledger.text;

import org.jspecify.annotations.NullMarked;
