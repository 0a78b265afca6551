/**
 * Builders of page models, from ledger, pages and evidence.
 *
 * <p>{@code Survey} looks at all tasks first; {@code TaskPageBuilder} and {@code ExperimentBuilder}
 * build the pages of one task, and {@code TaskFacts} keeps what the pages across tasks need of it.
 */
@NullMarked
package ledger.site.make;

import org.jspecify.annotations.NullMarked;
