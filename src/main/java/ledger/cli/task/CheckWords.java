package ledger.cli.task;

import java.util.List;
import java.util.stream.Collectors;
import ledger.app.ledger.CheckResult;
import ledger.app.ledger.CheckResult.Fixing;
import ledger.check.Rule;
import ledger.cli.Console;
import ledger.cli.ProblemReport;
import ledger.document.State;
import ledger.document.edit.Change;
import ledger.text.Problem;
import ledger.text.Problem.Severity;

/** What a check says: its rules, what it fixed, and the problems in the format asked for. */
final class CheckWords {
  private CheckWords() {}

  static void print(Console console, Rule rule) {
    String severity = rule.severity() == Severity.ERROR ? "error" : "warning";
    console.print(String.format("%-24s %-8s %s", rule.id(), severity, rule.summary()));
  }

  static void print(Console console, String ledger, Fixing fixing, boolean dryRun) {
    if (dryRun) {
      fixing.files().forEach(console::diff);
    }
    if (fixing.fileKept()) {
      console.note(
          ledger + " has unstaged edits and stays as it is; 'ledger check --fix' fixes it too");
    }
    if (fixing.changes().isEmpty()) {
      console.note("nothing to fix");
    } else if (!dryRun) {
      fixing.changes().forEach(change -> console.note("fixed " + described(change)));
    }
  }

  private static String described(Change change) {
    return switch (change) {
      case Change.SetCells set ->
          set.id()
              + ": "
              + set.values().entrySet().stream()
                  .map(cell -> cell.getKey() + " is " + cell.getValue())
                  .collect(Collectors.joining(", "));
      case Change.Sort sort ->
          "the order of "
              + sort.states().stream().map(State::heading).collect(Collectors.joining(", "));
      case Change.Fill fill -> "the rows that lacked cells";
      case Change.Adopt adopt -> "line " + (adopt.line() + 1) + ": is " + adopt.id();
      default -> throw new IllegalArgumentException(change.toString());
    };
  }

  static void print(Console console, CheckResult result, CheckCommand.Format format) {
    List<Problem> problems = result.problems();
    switch (format) {
      case json -> console.text(ProblemReport.json(problems));
      case sarif -> console.text(ProblemReport.sarif(problems));
      case github -> {
        if (!problems.isEmpty()) {
          console.text(ProblemReport.github(problems));
        }
      }
      case gitlab -> console.text(ProblemReport.gitlab(problems));
      case text -> text(console, result);
    }
  }

  private static void text(Console console, CheckResult result) {
    List<Problem> problems = result.problems();
    problems.forEach(console::problem);
    if (problems.isEmpty()) {
      console.print(counted(result.tasks(), "task") + ", no problems");
    } else {
      long warnings = problems.size() - result.errors();
      console.note(counted(result.errors(), "error") + ", " + counted(warnings, "warning"));
    }
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
