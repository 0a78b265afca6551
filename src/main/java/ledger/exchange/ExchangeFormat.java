package ledger.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms of lists that can be read. */
public enum ExchangeFormat {
  CHECKLIST("checklist"),
  TODO_TXT("todo.txt"),
  TASKWARRIOR("taskwarrior"),
  BACKLOG_MD("backlog.md"),
  GITHUB("github"),
  CSV("csv"),
  JSON("json");

  private static final Pattern BOX = Pattern.compile("(?m)^\\s*(?:[-*+]|[0-9]+[.)]) \\[.\\] ");

  private final String word;

  ExchangeFormat(String word) {
    this.word = word;
  }

  /** What users call it. */
  public String word() {
    return word;
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(ExchangeFormat::word).toList();
  }

  public static Optional<ExchangeFormat> named(String word) {
    return Arrays.stream(values()).filter(f -> f.word.equalsIgnoreCase(word)).findFirst();
  }

  /**
   * What a file seems to be, by its name and its text.
   *
   * @return empty if it may be anything
   */
  public static Optional<ExchangeFormat> of(String name, String text) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".csv") || lower.endsWith(".tsv")) {
      return Optional.of(CSV);
    }
    String start = text.stripLeading();
    if (start.startsWith("[") || start.startsWith("{")) {
      if (text.contains("\"ledger-export/") || text.contains("\"ledger-list/")) {
        return Optional.of(JSON);
      }
      if (text.contains("\"uuid\"") || text.contains("\"description\"")) {
        return Optional.of(TASKWARRIOR);
      }
      return text.contains("\"title\"") ? Optional.of(GITHUB) : Optional.empty();
    }
    if (lower.endsWith(".txt")) {
      return Optional.of(TODO_TXT);
    }
    return BOX.matcher(text).find() ? Optional.of(CHECKLIST) : Optional.empty();
  }
}
