package ledger.document;

import java.util.ArrayList;
import java.util.List;

/** Gives IDs in a mixed order, each once. */
final class IdWriter {
  private final List<String> given = new ArrayList<>();
  private int number;

  String next(Choices choices) {
    number += choices.between(1, 3);
    String prefix = choices.of("MLX", "MLX", "A_B2", "X");
    String id = prefix + "-" + (choices.onceIn(4) ? "" + number : String.format("%03d", number));
    given.add(id);
    return id;
  }

  List<String> given() {
    return given;
  }
}
