package ledger.cli.completion;

import java.util.ArrayList;
import java.util.List;
import ledger.text.ShellWord;

/** Words as bash hands them over: as they are typed, quotes and all, and cut at each '='. */
final class BashWords {
  private BashWords() {}

  /** The words as a command would get them; an option and its value are two. */
  static List<String> read(List<String> typed) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < typed.size(); i++) {
      boolean last = i == typed.size() - 1;
      if (typed.get(i).equals("=") && i > 0 && typed.get(i - 1).startsWith("--")) {
        if (last) {
          words.add("");
        }
      } else {
        words.add(String.join(" ", ShellWord.split(typed.get(i))));
      }
    }
    return words;
  }

  /** A word with a backslash before whatever bash would read differently. */
  static String escaped(String word) {
    StringBuilder text = new StringBuilder();
    word.codePoints()
        .forEach(
            c -> {
              boolean plain =
                  Character.isLetterOrDigit(c) || c > 127 || "-_./:=@%+,".indexOf(c) >= 0;
              text.append(plain ? "" : "\\").appendCodePoint(c);
            });
    return text.toString();
  }
}
