/**
 * Source text, spans and edits; problems with their position; numbers and widths for readers. Knows
 * no markdown.
 */
@NullMarked
package ledger.text;

import org.jspecify.annotations.NullMarked;
