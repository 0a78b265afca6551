package ledger.git.framework;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.git.hook.HookCall;
import ledger.text.ShellWord;

/** Finds calls of ledger's check in lines of a shell. Other tools have such options too. */
final class CallText {
  /**
   * @param ledger from the root
   * @param text the call itself
   */
  record FoundCall(String ledger, String text) {}

  private static final String OPTION = "--ledger";

  private static final Pattern FOLDER = Pattern.compile("\\bcd\\s+(\\S+)\\s*(?:&&|;)\\s*$");

  private CallText() {}

  /**
   * @param folder where the shell starts, from the root; empty for the root
   * @param launcher a pattern for one more name of ledger's command; may match nothing
   * @param usual the ledger that a command in the root finds by itself
   */
  static List<FoundCall> in(String text, String folder, String launcher, String usual) {
    String named = "(?:[^\\s\"'();&|]*/)?(?:task-)?ledger(?:(?:==|@)[\\w.+!-]+)?";
    Pattern program =
        Pattern.compile(
            "(?<![\\w.-])(?:\"\\$\\(git config ledger\\.command \\|\\| echo ledger\\)\"|[\"']?(?:"
                + named
                + "|"
                + launcher
                + ")[\"']?)(?=\\s+\\S)");
    List<FoundCall> all = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String code = line.substring(0, comment(line));
      Matcher matcher = program.matcher(code);
      int from = 0;
      while (matcher.find(from)) {
        from = matcher.end();
        int end = end(code, from);
        List<String> words = ShellWord.split(code.substring(from, end));
        if (isCheck(words)) {
          String at = within(folder, code.substring(0, matcher.start()));
          String call = code.substring(matcher.start(), end).strip();
          all.add(new FoundCall(ledger(words, at, usual), call));
          from = end;
        }
      }
    }
    return all;
  }

  private static boolean isCheck(List<String> words) {
    int verb = 0;
    while (verb < words.size() && words.get(verb).startsWith("-")) {
      verb += words.get(verb).equals(OPTION) ? 2 : 1;
    }
    return words.containsAll(HookCall.WORDS) && words.indexOf(HookCall.WORDS.getFirst()) == verb;
  }

  /** Where a command ends; at a quote too that closes what the command is in. */
  private static int end(String line, int from) {
    int open = unquoted(line, from, "'");
    int end = unquoted(line, from, ";&|)<>");
    return open < end && line.indexOf('\'', open + 1) < 0 ? open : end;
  }

  private static int comment(String line) {
    int at = unquoted(line, 0, "#");
    while (at > 0 && at < line.length() && !Character.isWhitespace(line.charAt(at - 1))) {
      at = unquoted(line, at + 1, "#");
    }
    return at;
  }

  /** The first of some characters outside of quotes; a quote counts if it is never closed. */
  private static int unquoted(String line, int from, String wanted) {
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean quote = c == '"' || c == '\'';
      int close = quote ? line.indexOf(c, i + 1) : -1;
      if (c == '\\') {
        i++;
      } else if (close > 0) {
        i = close;
      } else if (wanted.indexOf(c) >= 0) {
        return i;
      }
    }
    return line.length();
  }

  private static String within(String folder, String before) {
    Matcher cd = FOLDER.matcher(before);
    return cd.find()
        ? Path.of(folder).resolve(cd.group(1).replaceAll("[\"']", "")).toString()
        : folder;
  }

  private static String ledger(List<String> words, String folder, String usual) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals(OPTION) && i + 1 < words.size()) {
        return from(folder, words.get(i + 1));
      }
      if (word.startsWith(OPTION + "=")) {
        return from(folder, word.substring(OPTION.length() + 1));
      }
    }
    return from(folder, usual);
  }

  private static String from(String folder, String path) {
    String normal = Path.of(folder).resolve(path).normalize().toString();
    return normal.replace('\\', '/');
  }
}
