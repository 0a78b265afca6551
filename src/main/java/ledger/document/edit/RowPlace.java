package ledger.document.edit;

import ledger.document.Table;
import ledger.document.TablePlace;

/**
 * Where a row is.
 *
 * @param index in the table, from 0
 */
record RowPlace(TablePlace place, Table table, int index) {}
