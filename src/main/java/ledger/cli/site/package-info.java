/** Commands that build and publish the site. */
@NullMarked
package ledger.cli.site;

import org.jspecify.annotations.NullMarked;
