/**
 * The use cases: {@link ledger.app.App} has a call for each verb, a request record in, a result
 * record out. Nothing here prints, ends the process, or knows a surface.
 *
 * <p>{@code session} is what all of them share; {@code ledger}, {@code task}, {@code results},
 * {@code records}, {@code git} and {@code site} contain them, by what they work on.
 */
@NullMarked
package ledger.app;

import org.jspecify.annotations.NullMarked;
