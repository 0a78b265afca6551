/**
 * Source text, spans and edits; problems with their place; numbers and widths for readers. Knows no
 * markdown.
 */
@NullMarked
package ledger.text;

import org.jspecify.annotations.NullMarked;
