package ledger.document.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the tool itself keeps in the front matter of a task's page.
 *
 * @param history the task's states, oldest first
 * @param carriedOver values for columns that the row's present table lacks, by column
 * @param places where the row was in states that it left, by state ID
 */
public record PageFacts(
    List<Transition> history,
    SequencedMap<String, String> carriedOver,
    SequencedMap<String, FormerPlace> places) {
  public static final PageFacts NONE =
      new PageFacts(List.of(), new LinkedHashMap<>(), new LinkedHashMap<>());

  /**
   * A row's place in a section that it left.
   *
   * @param table which of the section's tables, from 0
   * @param after the row above; null for the first
   * @param row the row's line, if the style of its neighbours would not reproduce it; otherwise
   *     null
   * @param end the line ending between it and its neighbour, if the neighbours have another;
   *     otherwise null
   * @param skipped how many lines without a task are between it and the row above
   * @param unsorted whether its priority did not fit between its neighbours'
   */
  public record FormerPlace(
      int table,
      @Nullable String after,
      @Nullable String row,
      @Nullable String end,
      int skipped,
      boolean unsorted) {}

  public PageFacts withHistory(List<Transition> longer) {
    return new PageFacts(longer, carriedOver, places);
  }

  public PageFacts withCarriedOver(SequencedMap<String, String> values) {
    return new PageFacts(history, values, places);
  }

  /** The value for a column, ignoring case; empty if there is none. */
  public String carriedOver(String column) {
    for (Map.Entry<String, String> entry : carriedOver.entrySet()) {
      if (entry.getKey().equalsIgnoreCase(column)) {
        return entry.getValue();
      }
    }
    return "";
  }
}
