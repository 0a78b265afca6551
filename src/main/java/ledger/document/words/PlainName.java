package ledger.document.words;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text without its decoration: markup, emoji, brackets, counts, and characters that do not show.
 */
public final class PlainName {
  private static final Pattern LINK =
      Pattern.compile("!?\\[([^\\[\\]]*)\\](?:\\([^()]*\\)|\\[[^\\[\\]]*\\])");
  private static final Pattern WIKI_LINK =
      Pattern.compile("\\[\\[(?:[^\\[\\]|]*\\|)?([^\\[\\]|]*)\\]\\]");
  private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>|<!--.*?-->");
  private static final Pattern BRACKETS =
      Pattern.compile("\\([^()]*\\)|\\[[^\\[\\]]*\\]|\\{[^{}]*\\}");
  private static final Pattern NUMBERED = Pattern.compile("^[0-9]+ | [0-9]+$");
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\u00AD\\u200B-\\u200F\\u2060-\\u2064\\uFEFF]");

  private PlainName() {}

  /**
   * The text that markup encloses: links and images by their text, code, emphasis; blanks at either
   * end are gone, no-break spaces too.
   */
  public static String unmarked(String text) {
    String plain = text;
    if (text.indexOf('[') >= 0) {
      plain = WIKI_LINK.matcher(plain).replaceAll(m -> Matcher.quoteReplacement(m.group(1)));
      plain = LINK.matcher(plain).replaceAll(m -> Matcher.quoteReplacement(m.group(1)));
    }
    if (text.indexOf('<') >= 0) {
      plain = TAG.matcher(plain).replaceAll("");
    }
    plain = INVISIBLE.matcher(plain).replaceAll("").replace('\u00A0', ' ').strip();
    while (plain.length() > 1
        && "*_`~".indexOf(plain.charAt(0)) >= 0
        && plain.charAt(plain.length() - 1) == plain.charAt(0)) {
      plain = plain.substring(1, plain.length() - 1).strip();
    }
    if (plain.length() > 2 && plain.startsWith("[") && plain.indexOf(']') == plain.length() - 1) {
      plain = plain.substring(1, plain.length() - 1).strip();
    }
    return plain;
  }

  /** The page that a wiki link leads to, whatever it is called; a text without one as it is. */
  public static String linked(String text) {
    Matcher link = WIKI_LINK.matcher(text);
    return link.find()
        ? link.group().substring(2, link.group().length() - 2).split("[|#]", 2)[0]
        : text;
  }

  /**
   * What two spellings of one name have in common: its letters and digits, in lower case, with
   * single spaces between the words. Empty if there are none.
   */
  public static String key(String text) {
    String plain = unmarked(text);
    String key = letters(BRACKETS.matcher(plain).replaceAll(" "));
    return key.isEmpty() ? letters(plain) : key;
  }

  private static String letters(String rest) {
    StringBuilder key = new StringBuilder();
    boolean gap = false;
    for (int at = 0; at < rest.length(); at += Character.charCount(rest.codePointAt(at))) {
      int c = rest.codePointAt(at);
      if (Character.isLetterOrDigit(c)) {
        key.append(gap && !key.isEmpty() ? " " : "").appendCodePoint(c);
        gap = false;
      } else {
        gap |= !isInvisible(c) && c != '\'' && c != '’';
      }
    }
    return key.toString().toLowerCase(Locale.ROOT);
  }

  /** A key without the number before or after it, such as a count or that of a chapter. */
  public static String unnumbered(String key) {
    return NUMBERED.matcher(key).replaceAll("");
  }

  /** The first character that does not show, as in {@code U+200B}; empty if there is none. */
  public static String invisible(String text) {
    Matcher matcher = INVISIBLE.matcher(text);
    return matcher.find()
        ? String.format(Locale.ROOT, "U+%04X", (int) matcher.group().charAt(0))
        : "";
  }

  private static boolean isInvisible(int c) {
    return c <= 0xFFFF && INVISIBLE.matcher(Character.toString(c)).matches();
  }
}
