package ledger.text;

import java.util.ArrayList;
import java.util.List;

/** Words as a POSIX shell reads them. */
public final class ShellWord {
  private ShellWord() {}

  /** A word in single quotes, whatever it holds. */
  public static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** A word, quoted only where the shell would read it differently. */
  public static String of(String word) {
    return word.matches("[A-Za-z0-9_./:@+,-]+") ? word : quoted(word);
  }

  /** The words of a simple command: quotes and backslashes taken away, nothing replaced. */
  public static List<String> split(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean open = false;
    char quote = 0;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < command.length()) {
        word.append(command.charAt(++i));
        open = true;
      } else if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
        open = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (open) {
          words.add(word.toString());
        }
        word.setLength(0);
        open = false;
      } else {
        word.append(c);
        open = true;
      }
    }
    if (open) {
      words.add(word.toString());
    }
    return words;
  }
}
