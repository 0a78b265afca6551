package ledger.app.exchange;

import java.util.List;
import java.util.SequencedMap;
import ledger.app.edit.EditResult;
import ledger.document.State;
import ledger.text.Problem;

/**
 * What was taken in, or would be.
 *
 * @param counts how many tasks each state got
 * @param newIds how many tasks could not keep their ID, or had none
 * @param columns that the ledger's tables got
 * @param changed how a state or a priority of the list is written here, by what it was there
 * @param problems what was left out
 * @param left what means nothing here, and was not taken
 */
public record ImportResult(
    EditResult edit,
    SequencedMap<State, Integer> counts,
    int newIds,
    List<String> columns,
    SequencedMap<String, String> changed,
    List<Problem> problems,
    List<String> left) {}
