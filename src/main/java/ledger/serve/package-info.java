/** Shows a folder of pages to browsers on this machine, and tells them when it has changed. */
@NullMarked
package ledger.serve;

import org.jspecify.annotations.NullMarked;
