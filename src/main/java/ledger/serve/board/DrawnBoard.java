package ledger.serve.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.app.board.BoardView;

/**
 * The board at a moment, as it is shown.
 *
 * @param cards each open card as HTML, by its ID
 * @param digests of these
 * @param order the IDs of each column's cards, by the column's ID; none of the done ones
 */
record DrawnBoard(
    long version,
    BoardView view,
    Map<String, String> cards,
    Map<String, String> digests,
    Map<String, List<String>> order) {
  Optional<BoardView.BoardLane> lane(String state) {
    return view.columns().stream().filter(lane -> lane.state().id().equals(state)).findFirst();
  }
}
