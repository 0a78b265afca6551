/** Use cases about the environments that experiments run in. */
@NullMarked
package ledger.app.environment;

import org.jspecify.annotations.NullMarked;
