package ledger.site.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.site.page.Html;

/** Python as HTML, a line at a time, coloured by classes. */
public final class PythonHighlighter {
  private static final Pattern STRING =
      Pattern.compile(
          "(?i:rb|br|fr|rf|tr|rt|[rubft])?"
              + "(?:\"\"\"(?s:[^\"\\\\]*+(?:(?:\\\\.?+|\"(?!\"\"))[^\"\\\\]*+)*+)(?:\"\"\"|\\z)"
              + "|'''(?s:[^'\\\\]*+(?:(?:\\\\.?+|'(?!''))[^'\\\\]*+)*+)(?:'''|\\z)"
              + "|\"[^\"\\\\\\n]*+(?:\\\\[\\s\\S][^\"\\\\\\n]*+)*+\"?"
              + "|'[^'\\\\\\n]*+(?:\\\\[\\s\\S][^'\\\\\\n]*+)*+'?)");

  /** Letters before a string's quote. */
  private static final int LONGEST_PREFIX = 2;

  private static final Pattern NUMBER =
      Pattern.compile(
          "0[xXbBoO][0-9a-fA-F_]+"
              + "|(?:[0-9][0-9_]*)?\\.?[0-9][0-9_]*(?:[eE][+-]?[0-9_]+)?[jJ]?");
  private static final Pattern DECORATOR = Pattern.compile("[ \\t]*@[\\w.]+");
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

  private static final Set<String> KEYWORDS =
      Set.of(
          "and as assert async await break class continue def del elif else except False finally for from global if import in is lambda None nonlocal not or pass raise return True try while with yield match case"
              .split(" ", -1));

  private PythonHighlighter() {}

  /** Its lines, each with balanced tags; a missing last newline makes no difference. */
  public static List<Html> lines(String code) {
    String source = code.replace("\r\n", "\n").replace('\r', '\n');
    if (source.startsWith("\uFEFF")) {
      source = source.substring(1);
    }
    String all = new Highlighting(source).run();
    List<Html> lines = new ArrayList<>();
    for (String line :
        (all.endsWith("\n") ? all.substring(0, all.length() - 1) : all).split("\n", -1)) {
      lines.add(new Html(line));
    }
    return lines;
  }

  /** One pass over a script. What begins at a place follows from its first letter. */
  private static final class Highlighting {
    private final String source;
    private final StringBuilder out;
    private final Matcher string;
    private final Matcher number;
    private final Matcher decorator;
    private final Matcher word;

    /** The token before, and what the one that was just found is. */
    private String before = "";

    private String kind = "";

    Highlighting(String source) {
      this.source = source;
      this.out = new StringBuilder(source.length() * 2);
      this.string = STRING.matcher(source);
      this.number = NUMBER.matcher(source);
      this.decorator = DECORATOR.matcher(source);
      this.word = WORD.matcher(source);
    }

    String run() {
      int plain = 0;
      int at = 0;
      while (at < source.length()) {
        int end = token(at);
        if (end == at) {
          at++;
          continue;
        }
        before = source.substring(at, end);
        if (!kind.isEmpty()) {
          out.append(Html.escape(source.substring(plain, at)));
          String open = "<span class=\"t-" + kind + "\">";
          String text = Html.escape(before).replace("\n", "</span>\n" + open);
          out.append(open).append(text).append("</span>");
          plain = end;
        }
        at = end;
      }
      return out.append(Html.escape(source.substring(plain))).toString();
    }

    /** The end of the token that begins here; the same place if none does. */
    private int token(int at) {
      char c = source.charAt(at);
      boolean lineStart = at == 0 || source.charAt(at - 1) == '\n';
      if (lineStart && is('@', afterBlanks(at)) && begins(decorator, at)) {
        kind = "d";
        return decorator.end();
      }
      if (c == '#') {
        kind = "c";
        int end = source.indexOf('\n', at);
        return end < 0 ? source.length() : end;
      }
      int wordEnd = wordEnd(at);
      if (wordEnd - at <= LONGEST_PREFIX
          && (is('"', wordEnd) || is('\'', wordEnd))
          && begins(string, at)) {
        kind = "s";
        return string.end();
      }
      if (wordEnd > at) {
        boolean name = before.equals("def") || before.equals("class");
        kind = name ? "f" : KEYWORDS.contains(source.substring(at, wordEnd)) ? "k" : "";
        return wordEnd;
      }
      boolean apart = at == 0 || !isPartOfNumber(source.charAt(at - 1));
      if ((c == '.' || (c >= '0' && c <= '9')) && apart && begins(number, at)) {
        kind = "n";
        return number.end();
      }
      return at;
    }

    /** The end of the word that begins here; the same place if none does. */
    private int wordEnd(int at) {
      int end = at;
      while (end < source.length() && isInWord(source.charAt(end), end > at)) {
        end++;
      }
      boolean isAscii = end == source.length() || source.charAt(end) < 128;
      return isAscii ? end : begins(word, at) ? word.end() : at;
    }

    /** For ASCII. */
    private static boolean isInWord(char c, boolean digits) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || c == '_'
          || (digits && c >= '0' && c <= '9');
    }

    private int afterBlanks(int at) {
      int end = at;
      while (is(' ', end) || is('\t', end)) {
        end++;
      }
      return end;
    }

    private boolean is(char c, int at) {
      return at < source.length() && source.charAt(at) == c;
    }

    private boolean begins(Matcher matcher, int at) {
      return matcher.region(at, source.length()).lookingAt();
    }

    private static boolean isPartOfNumber(char c) {
      return c == '.' || c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }
  }
}
