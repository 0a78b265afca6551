/** What shells need to complete a command that is being typed. */
@NullMarked
package ledger.app.completion;

import org.jspecify.annotations.NullMarked;
