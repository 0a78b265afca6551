/** A task's page: front matter that the tool keeps, and the user's prose. */
@NullMarked
package ledger.document.page;

import org.jspecify.annotations.NullMarked;
