/** The command line: one thin command a file, the console, the exit codes. */
@NullMarked
package ledger.cli;

import org.jspecify.annotations.NullMarked;
