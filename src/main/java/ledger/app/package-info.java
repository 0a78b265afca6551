/**
 * The use cases: each verb is a call, a request record in, a result record out. No printing, no
 * exit codes.
 */
@NullMarked
package ledger.app;

import org.jspecify.annotations.NullMarked;
