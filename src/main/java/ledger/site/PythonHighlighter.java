package ledger.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python as HTML, a line at a time, coloured by classes. */
final class PythonHighlighter {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>#[^\\n]*)"
              + "|(?<string>(?i:\\b(?:[rubft]|rb|br|fr|rf|tr|rt))?"
              + "(?:\"\"\"(?s:(?:\\\\.|(?!\"\"\").)*+)(?:\"\"\"|\\z)"
              + "|'''(?s:(?:\\\\.|(?!''').)*+)(?:'''|\\z)"
              + "|\"(?:\\\\[\\s\\S]|[^\"\\\\\\n])*+\"?"
              + "|'(?:\\\\[\\s\\S]|[^'\\\\\\n])*+'?))"
              + "|(?<number>(?<![\\w.])(?:0[xXbBoO][0-9a-fA-F_]+"
              + "|(?:[0-9][0-9_]*)?\\.?[0-9][0-9_]*(?:[eE][+-]?[0-9_]+)?[jJ]?))"
              + "|(?<decorator>(?<=\\n|^)[ \\t]*@[\\w.]+)"
              + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)");

  private static final Set<String> KEYWORDS =
      Set.of(
          "and as assert async await break class continue def del elif else except False finally for from global if import in is lambda None nonlocal not or pass raise return True try while with yield match case"
              .split(" ", -1));

  private PythonHighlighter() {}

  /** Its lines, each with balanced tags; a missing last newline makes no difference. */
  static List<Html> lines(String code) {
    String source = code.replace("\r\n", "\n").replace('\r', '\n');
    if (source.startsWith("\uFEFF")) {
      source = source.substring(1);
    }
    StringBuilder out = new StringBuilder();
    Matcher matcher = TOKEN.matcher(source);
    int at = 0;
    String before = "";
    while (matcher.find()) {
      out.append(Html.escape(source.substring(at, matcher.start())));
      String kind = kind(matcher, before);
      append(out, kind, matcher.group());
      before = matcher.group();
      at = matcher.end();
    }
    out.append(Html.escape(source.substring(at)));
    List<Html> lines = new ArrayList<>();
    String all = out.toString();
    for (String line :
        (all.endsWith("\n") ? all.substring(0, all.length() - 1) : all).split("\n", -1)) {
      lines.add(new Html(line));
    }
    return lines;
  }

  private static String kind(Matcher matcher, String before) {
    if (matcher.group("comment") != null) {
      return "c";
    }
    if (matcher.group("string") != null) {
      return "s";
    }
    if (matcher.group("number") != null) {
      return "n";
    }
    if (matcher.group("decorator") != null) {
      return "d";
    }
    if (before.equals("def") || before.equals("class")) {
      return "f";
    }
    return KEYWORDS.contains(matcher.group()) ? "k" : "";
  }

  private static void append(StringBuilder out, String kind, String token) {
    if (kind.isEmpty()) {
      out.append(Html.escape(token));
      return;
    }
    String open = "<span class=\"t-" + kind + "\">";
    out.append(open).append(Html.escape(token).replace("\n", "</span>\n" + open)).append("</span>");
  }
}
