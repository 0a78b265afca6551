package ledger.app.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import ledger.text.Problem;
import ledger.text.Problem.Severity;
import org.jspecify.annotations.Nullable;

/**
 * The form of a {@link CheckMemory}: one value a line, lists with their length before them, and a
 * checksum at the end. Whoever reads it asks for the values in the order in which they were
 * written; where it has others, that throws some {@link RuntimeException}.
 */
final class MemoryText {
  private static final String FORM = "ledger check 2\n";

  /** No value has it: a value's own is escaped. */
  private static final String NONE = "\\0";

  private final String text;
  private int at = FORM.length();

  MemoryText(String text) {
    this.text = text;
  }

  /** Whether it has this form and is as it was written. */
  boolean isWhole() {
    int end = text.lastIndexOf('\n', text.length() - 2) + 1;
    return text.startsWith(FORM)
        && end >= FORM.length()
        && text.substring(end).equals(sum(text.substring(0, end)));
  }

  String text() {
    String value = orNull();
    if (value == null) {
      throw new IllegalStateException("there is no value");
    }
    return value;
  }

  private @Nullable String orNull() {
    int end = text.indexOf('\n', at);
    String line = text.substring(at, end);
    at = end + 1;
    return line.equals(NONE) ? null : line.indexOf('\\') < 0 ? line : unescaped(line);
  }

  int number() {
    return Integer.parseInt(text());
  }

  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int count = number(); count > 0; count--) {
      texts.add(text());
    }
    return texts;
  }

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (int count = number(); count > 0; count--) {
      String rule = text();
      Severity severity = Severity.valueOf(text());
      Problem.Place place =
          new Problem.Place(text(), number(), number(), text(), number(), number());
      problems.add(new Problem(rule, severity, place, text(), orNull()));
    }
    return problems;
  }

  private static String unescaped(String line) {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++;
        value.append(line.charAt(i) == 'n' ? '\n' : line.charAt(i));
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  private static String sum(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue()) + "\n";
  }

  /** Writes the values. */
  static final class MemoryWriter {
    private final StringBuilder text = new StringBuilder(FORM);

    MemoryWriter text(String value) {
      text.append(value.replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
      return this;
    }

    MemoryWriter number(int value) {
      text.append(value).append('\n');
      return this;
    }

    MemoryWriter texts(List<String> values) {
      number(values.size());
      values.forEach(this::text);
      return this;
    }

    MemoryWriter problems(List<Problem> problems) {
      number(problems.size());
      for (Problem problem : problems) {
        Problem.Place place = problem.place();
        text(problem.rule()).text(problem.severity().name()).text(place.path());
        number(place.line()).number(place.column()).text(place.source());
        number(place.width()).number(place.from()).text(problem.message());
        if (problem.help() == null) {
          text.append(NONE).append('\n');
        } else {
          text(problem.help());
        }
      }
      return this;
    }

    /** All of it, with the checksum. */
    String whole() {
      return text + sum(text.toString());
    }
  }
}
