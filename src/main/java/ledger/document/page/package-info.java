/** A task's page: front matter that the tool maintains, and the user's prose. */
@NullMarked
package ledger.document.page;

import org.jspecify.annotations.NullMarked;
