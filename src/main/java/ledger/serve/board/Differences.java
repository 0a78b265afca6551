package ledger.serve.board;

import ledger.app.session.FileDiff;
import ledger.serve.board.Models.DiffLine;
import ledger.serve.board.Models.DiffModel;
import ledger.text.Visible;

/** What changes in files, line by line. */
final class Differences {
  private Differences() {}

  static DiffModel of(FileDiff file) {
    return new DiffModel(
        file.path(),
        file.unified().stream()
            .skip(2)
            .map(
                line ->
                    new DiffLine(
                        line.startsWith("+")
                            ? "added"
                            : line.startsWith("-")
                                ? "gone"
                                : line.startsWith("@") ? "place" : "same",
                        Visible.line(line)))
            .toList());
  }
}
