/** TOML, read with the place of every key. The only package that knows the TOML library. */
@NullMarked
package ledger.text.toml;

import org.jspecify.annotations.NullMarked;
