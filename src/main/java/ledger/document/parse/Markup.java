package ledger.document.parse;

import java.util.Optional;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * How many characters of a paragraph may be markup. The Markdown parser tries to pair each of them
 * with all others.
 */
public final class Markup {
  /** More than a paragraph that anybody reads has. */
  private static final int MOST = 5_000;

  public static final String MESSAGE =
      "more than " + MOST + " characters of this paragraph may be markup";

  public static final String HELP = "put it in a block of code, or divide it by empty lines";

  public static final String UNREADABLE =
      "the markup here is nested too deeply, or a link or a tag in it is too long";

  public static final String SHORTEN = "shorten it, or put it in a block of code";

  private static final String CHARACTERS = "[]*_~`<&!\\";

  private Markup() {}

  /**
   * The first line of a paragraph with too many, if there is one.
   *
   * @param from the first line of the Markdown, from 0
   * @param rows whether rows of tables count, too
   */
  public static Optional<Span> tooMuch(SourceText source, int from, boolean rows) {
    int count = 0;
    int first = from;
    char fence = 0;
    for (int number = from; number < source.lineCount(); number++) {
      Span line = source.line(number);
      String text = source.content();
      int at = line.start();
      while (at < line.end() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
      boolean fences = text.startsWith("```", at) || text.startsWith("~~~", at);
      if (fences && (fence == 0 || fence == text.charAt(at))) {
        fence = fence == 0 ? text.charAt(at) : 0;
        count = 0;
      }
      if (at == line.end()) {
        count = 0;
      }
      first = count == 0 ? number : first;
      if (fence == 0 && (rows || text.indexOf('|', at, line.end()) < 0)) {
        count += markup(text, new Span(at, line.end()));
      }
      if (count > MOST) {
        return Optional.of(source.line(first));
      }
    }
    return Optional.empty();
  }

  /** The first line of the longest paragraph; tables count as none. */
  public static Span longest(SourceText source, int from) {
    Span longest = source.line(from);
    int most = -1;
    int length = 0;
    int first = from;
    for (int number = from; number < source.lineCount(); number++) {
      Span line = source.line(number);
      boolean prose =
          !line.isEmpty() && source.content().indexOf('|', line.start(), line.end()) < 0;
      first = length == 0 ? number : first;
      length = prose ? length + line.length() : 0;
      if (length > most) {
        most = length;
        longest = source.line(first);
      }
    }
    return longest;
  }

  private static int markup(String text, Span line) {
    int count = 0;
    for (int i = line.start(); i < line.end(); i++) {
      boolean address = text.charAt(i) == 'w' && text.startsWith("www.", i);
      count += address || CHARACTERS.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
    }
    return count;
  }
}
