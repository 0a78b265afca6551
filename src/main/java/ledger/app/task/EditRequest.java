package ledger.app.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.app.session.Failure;

/**
 * Set cells of tasks.
 *
 * @param ids the tasks, as the user wrote their IDs
 * @param cells new texts
 * @param appended texts to append to what is there
 * @param dryRun write nothing
 */
public record EditRequest(
    List<String> ids, List<CellText> cells, List<CellText> appended, boolean dryRun) {
  /**
   * A text that is wanted in a cell.
   *
   * @param column its name, ignoring case
   */
  public record CellText(String column, String text) {
    /**
     * The texts by column, in this order.
     *
     * @throws Failure if two are for the same column, because one of them would have no effect
     */
    static Map<String, String> byColumn(List<CellText> cells) throws Failure {
      Map<String, String> byColumn = new LinkedHashMap<>();
      for (CellText cell : cells) {
        if (byColumn.keySet().stream().anyMatch(cell.column::equalsIgnoreCase)) {
          throw Failure.wrongRequest(
              "two texts for the column '" + cell.column + "'",
              "give each column one text, by its own option or by --set");
        }
        byColumn.put(cell.column, cell.text);
      }
      return byColumn;
    }
  }
}
