/** What was learned: headlines, findings, and what waits for a host. */
@NullMarked
package ledger.site.learned;

import org.jspecify.annotations.NullMarked;
