package ledger.site.prose;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.text.Span;

/**
 * Code in backticks: from one run of them to the next run of the same length (GFM 6.3). A pattern
 * would try each run against all others.
 */
final class CodeSpans {
  private CodeSpans() {}

  /**
   * A piece of code.
   *
   * @param whole with its backticks
   * @param code without them
   */
  record CodeSpan(Span whole, Span code) {}

  /** All of them, in order. */
  static List<CodeSpan> in(String text) {
    List<Span> runs = runs(text);
    Map<Integer, Deque<Span>> byLength = new HashMap<>();
    runs.forEach(run -> byLength.computeIfAbsent(run.length(), n -> new ArrayDeque<>()).add(run));
    List<CodeSpan> found = new ArrayList<>();
    int end = 0;
    for (Span run : runs) {
      if (run.start() < end) {
        continue;
      }
      Deque<Span> closing = byLength.getOrDefault(run.length(), new ArrayDeque<>());
      while (!closing.isEmpty() && closing.getFirst().start() <= run.start()) {
        closing.removeFirst();
      }
      if (!closing.isEmpty()) {
        int first = run.end();
        int last = closing.getFirst().start();
        end = closing.getFirst().end();
        Span code = new Span(first, last);
        found.add(new CodeSpan(new Span(run.start(), end), code));
      }
    }
    return found;
  }

  private static List<Span> runs(String text) {
    List<Span> runs = new ArrayList<>();
    for (int at = text.indexOf('`'); at >= 0; at = text.indexOf('`', at)) {
      int end = at;
      while (end < text.length() && text.charAt(end) == '`') {
        end++;
      }
      runs.add(new Span(at, end));
      at = end;
    }
    return runs;
  }
}
