package ledger.document.parse;

import java.util.ArrayList;
import java.util.List;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;

/** What is wrong with one text, as it is found. */
final class ProblemList {
  private final SourceText source;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  ProblemList(SourceText source) {
    this.source = source;
  }

  void add(String rule, Span span, String message, String help) {
    problems.add(Problem.error(rule, source.place(span), message, help));
  }

  void warn(String rule, Span span, String message, String help) {
    warnings.add(Problem.error(rule, source.place(span), message, help).asWarning());
  }

  int count() {
    return problems.size();
  }

  /** In the file's order. */
  List<Problem> all() {
    return sorted(problems);
  }

  /** In the file's order. */
  List<Problem> warnings() {
    return sorted(warnings);
  }

  private static List<Problem> sorted(List<Problem> problems) {
    return problems.stream().sorted(Problem::byPlace).toList();
  }
}
