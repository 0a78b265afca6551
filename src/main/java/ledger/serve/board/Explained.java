package ledger.serve.board;

import java.util.ArrayList;
import java.util.List;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.text.Problem;
import ledger.text.Visible;

/**
 * Why something was not done.
 *
 * @param status of the answer
 * @param help what to do about it; empty if that is not known
 * @param problems each with its place, as text
 */
record Explained(int status, String message, String help, List<String> problems) {
  static Explained of(Exception e) {
    return switch (e) {
      case InvalidFiles invalid ->
          new Explained(
              409,
              "Something that was read has errors; nothing was written.",
              "",
              problems(invalid.problems()));
      case Failure failure ->
          new Explained(
              failure.kind() == Failure.FailureKind.WRONG_REQUEST ? 400 : 409,
              Visible.lines(failure.getMessage()),
              failure.help() == null ? "" : Visible.lines(failure.help()),
              List.of());
      default -> new Explained(500, Visible.lines(String.valueOf(e.getMessage())), "", List.of());
    };
  }

  static List<String> problems(List<Problem> problems) {
    return problems.stream().map(problem -> Visible.lines(problem.render())).toList();
  }

  /** All of it, line by line. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(message));
    if (!help.isEmpty()) {
      lines.add(help);
    }
    problems.forEach(problem -> lines.addAll(problem.lines().toList()));
    return lines;
  }
}
