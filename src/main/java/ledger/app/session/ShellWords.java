package ledger.app.session;

import java.util.List;
import java.util.stream.Collectors;

/** Words as a user types them to a shell. */
public final class ShellWords {
  private ShellWords() {}

  /** The command {@code ledger} with these words. */
  public static String ledger(List<String> words) {
    return "ledger " + words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./=:,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
