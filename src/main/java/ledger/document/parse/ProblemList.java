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

  ProblemList(SourceText source) {
    this.source = source;
  }

  void add(String rule, Span span, String message, String help) {
    problems.add(Problem.error(rule, source.place(span), message, help));
  }

  int count() {
    return problems.size();
  }

  List<Problem> all() {
    return List.copyOf(problems);
  }
}
