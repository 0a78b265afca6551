/**
 * Three-way merges of ledgers and pages: by task and cell, not by line. Pure: no file is touched.
 */
@NullMarked
package ledger.merge;

import org.jspecify.annotations.NullMarked;
