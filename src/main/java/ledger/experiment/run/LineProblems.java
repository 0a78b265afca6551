package ledger.experiment.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ledger.io.DurableFile;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/** What is wrong with lines of a file of events, with their position. */
final class LineProblems {
  private static final String RULE = "unusable-events";
  private static final int SHOWN = 120;

  /** The most bytes that so many characters take, and one character more. */
  private static final int ENOUGH = 4 * (SHOWN + 1);

  private final String shown;
  private final Path file;
  private byte @Nullable [] content;
  private final List<Problem> problems = new ArrayList<>();

  LineProblems(String shown, Path file) {
    this.shown = shown;
    this.file = file;
  }

  void add(int line, String message, @Nullable String help) throws IOException {
    int at = Math.max(line, 1);
    String text = text(at);
    String source = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    problems.add(Problem.error(RULE, new Problem.Place(shown, at, 1, source, 0), message, help));
  }

  /** The beginning of a line, if there is such a line. */
  private String text(int line) throws IOException {
    byte[] bytes = content == null ? content(file) : content;
    content = bytes;
    int from = 0;
    for (int left = line; from < bytes.length && left > 1; from++) {
      left -= bytes[from] == '\n' ? 1 : 0;
    }
    int to = from;
    while (to < bytes.length && to < from + ENOUGH && bytes[to] != '\n') {
      to++;
    }
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  static byte[] content(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw DurableFile.named(file, e);
    }
  }
}
