/**
 * What every use case shares: the session that a surface gives it, the open workspace, and the ways
 * it may end. Used by {@code app}'s other packages and by surfaces.
 */
@NullMarked
package ledger.app.session;

import org.jspecify.annotations.NullMarked;
