package ledger.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the settings say about a file that is written otherwise than usual.
 *
 * @param ids the form of its IDs; null to recognise it from its rows
 * @param columns further names of columns, by role
 * @param names further names of states, by the state's ID
 * @param ignored headings whose tables are the user's own, whatever they look like
 * @param limits how many tasks may be in a state at a time, by the state's ID
 * @param orders what the tables of a state are sorted by, by the state's ID; by priority if unset
 * @param ranked whether the layout's priorities come from the settings; if not, they are recognised
 */
public record Wording(
    @Nullable IdForm ids,
    Map<String, List<String>> columns,
    SequencedMap<String, List<String>> names,
    List<String> ignored,
    Map<String, Integer> limits,
    Map<String, List<String>> orders,
    boolean ranked) {
  public static final Wording USUAL =
      new Wording(null, Map.of(), new LinkedHashMap<>(), List.of(), Map.of(), Map.of(), false);

  /** The form of the IDs, if it is set. */
  Optional<IdForm> form() {
    return Optional.ofNullable(ids);
  }
}
