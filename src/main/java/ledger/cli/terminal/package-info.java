/**
 * What a terminal shows: its size, lines wrapped at words, tables fitted to its width, a pager for
 * long answers.
 */
@NullMarked
package ledger.cli.terminal;

import org.jspecify.annotations.NullMarked;
