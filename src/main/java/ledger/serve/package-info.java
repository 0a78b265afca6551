/** Shows a folder of pages to browsers on this machine, and reloads them when it changes. */
@NullMarked
package ledger.serve;

import org.jspecify.annotations.NullMarked;
