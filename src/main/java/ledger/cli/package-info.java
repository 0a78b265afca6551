/**
 * The command line: the console, exit codes, and the entry point.
 *
 * <p>The commands are in {@code task}, {@code results}, {@code git} and {@code site}: options in,
 * one call of {@code app}, words out.
 */
@NullMarked
package ledger.cli;

import org.jspecify.annotations.NullMarked;
