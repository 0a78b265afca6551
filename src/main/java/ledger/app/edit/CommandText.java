package ledger.app.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ledger.app.session.ShellWords;
import ledger.app.task.AddRequest;
import ledger.app.task.EditRequest;
import ledger.app.task.EditRequest.CellText;
import ledger.app.task.MoveRequest;
import ledger.app.task.RemoveRequest;
import ledger.document.Columns;

/** The command that a request stands for, as a user could type it: for the journal and to learn. */
public final class CommandText {
  private CommandText() {}

  public static String of(EditRequest request) {
    List<String> words = words("edit", request.ids());
    cells(words, request.cells());
    request.appended().forEach(cell -> words.addAll(List.of("--append", cell.text())));
    return ShellWords.ledger(words);
  }

  public static String of(MoveRequest request) {
    List<String> words = words("move", request.ids());
    if (request.to() != null) {
      words.add(request.to());
    }
    MoveRequest.Placing placing = request.placing();
    if (placing != null) {
      switch (placing.spot()) {
        case TOP -> words.add("--to-top");
        case BEFORE -> words.addAll(List.of("--before", String.valueOf(placing.neighbour())));
        case AFTER -> words.addAll(List.of("--after", String.valueOf(placing.neighbour())));
      }
    }
    cells(words, request.cells());
    if (request.date() != null) {
      words.addAll(List.of("--date", request.date().toString()));
    }
    if (request.waiver() != null) {
      words.addAll(List.of("--waive", request.waiver()));
    }
    return ShellWords.ledger(words);
  }

  public static String of(AddRequest request) {
    List<String> words = words("add", List.of());
    List<CellText> others = new ArrayList<>(request.cells());
    others.removeIf(cell -> cell.column().equals(Columns.TITLE));
    request.cells().stream()
        .filter(cell -> cell.column().equals(Columns.TITLE))
        .forEach(cell -> words.add(cell.text()));
    words.addAll(List.of("--state", request.state()));
    cells(words, others);
    return ShellWords.ledger(words);
  }

  public static String of(RemoveRequest request) {
    List<String> words = words("remove", request.ids());
    if (!request.reason().isBlank()) {
      words.addAll(List.of("--reason", request.reason()));
    }
    return ShellWords.ledger(words);
  }

  private static List<String> words(String command, List<String> ids) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(ids);
    return words;
  }

  private static void cells(List<String> words, List<CellText> cells) {
    for (CellText cell : cells) {
      switch (cell.column()) {
        case Columns.PRIORITY, Columns.OWNER, Columns.NOTES ->
            words.addAll(List.of("--" + cell.column().toLowerCase(Locale.ROOT), cell.text()));
        default -> words.addAll(List.of("--set", cell.column() + "=" + cell.text()));
      }
    }
  }
}
