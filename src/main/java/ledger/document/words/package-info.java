/**
 * What words in a ledger's file mean, however they are decorated: names of states and columns,
 * priorities. Knows texts only.
 */
@NullMarked
package ledger.document.words;

import org.jspecify.annotations.NullMarked;
