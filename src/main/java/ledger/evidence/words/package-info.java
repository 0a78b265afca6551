/**
 * Evidence as English and as fields for programs: pure functions from records to text, the same for
 * the command line and the site. A surface that words something differently does so itself.
 */
@NullMarked
package ledger.evidence.words;

import org.jspecify.annotations.NullMarked;
