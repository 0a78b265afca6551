/** Well-formed calls, parsed without annotations. */
@NullMarked
package ledger.cli.quick;

import org.jspecify.annotations.NullMarked;
