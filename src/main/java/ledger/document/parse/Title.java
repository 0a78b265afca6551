package ledger.document.parse;

import com.vladsch.flexmark.ast.HardLineBreak;
import com.vladsch.flexmark.ast.Heading;
import com.vladsch.flexmark.ast.HtmlEntity;
import com.vladsch.flexmark.ast.SoftLineBreak;
import com.vladsch.flexmark.ast.Text;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.sequence.Escaping;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.words.PlainName;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * A heading.
 *
 * @param text as it is written
 * @param name as it is read: without markup, and with single spaces
 */
record Title(int level, String text, String name, Span span) {
  /** The level of what only stands for a heading: below every heading. */
  private static final int LABEL = 7;

  /** How much of a block is looked at. */
  private static final int MOST = 300;

  private static final Pattern BOLD =
      Pattern.compile("^\\s*(?:\\*\\*|__)([^*_\\r\\n|]+)(?:\\*\\*|__):?\\s*$");
  private static final Pattern SUMMARY =
      Pattern.compile("^\\s*(?:<details[^>]*>\\s*)?<summary[^>]*>(.*?)</summary>", Pattern.DOTALL);
  private static final Pattern COLON = Pattern.compile("\\s*:$");
  private static final Pattern MARKUP = Pattern.compile("[*_`~<&\\[\\\\!]|\\s{2}|[\\r\\n\\u00A0]");

  public static Title of(Heading heading, Span span) {
    String text = heading.getText().toString().strip();
    String name = text;
    if (MARKUP.matcher(text).find()) {
      StringBuilder read = new StringBuilder();
      read(heading, read);
      name = read.toString().replaceAll("[\\s\\u00A0]+", " ").strip();
    }
    return new Title(heading.getLevel(), text, name, span);
  }

  /**
   * Does not use flexmark's own collector, which puts brackets around the character of an entity.
   */
  private static void read(Node node, StringBuilder read) {
    switch (node) {
      case HtmlEntity entity -> read.append(Escaping.unescapeHtml(entity.getChars()));
      case Text text -> read.append(Escaping.unescapeString(text.getChars()));
      case SoftLineBreak line -> read.append(' ');
      case HardLineBreak line -> read.append(' ');
      default -> node.getChildren().forEach(child -> read(child, read));
    }
  }

  /** A paragraph that is nothing but a line in bold. */
  static Optional<Title> bold(SourceText source, Outline.Lines lines) {
    return lines.first() == lines.last() ? label(source, lines, BOLD) : Optional.empty();
  }

  /** The summary of details, in HTML. */
  static Optional<Title> summary(SourceText source, Outline.Lines lines) {
    return label(source, lines, SUMMARY);
  }

  private static Optional<Title> label(SourceText source, Outline.Lines lines, Pattern form) {
    int start = source.line(lines.first()).start();
    int end = Math.min(source.line(lines.last()).end(), start + MOST);
    Matcher matcher = form.matcher(source.content().substring(start, end));
    if (!matcher.find()) {
      return Optional.empty();
    }
    String text = COLON.matcher(PlainName.unmarked(matcher.group(1))).replaceFirst("");
    Span line = source.line(source.lineAt(start + matcher.start(1)));
    return Optional.of(new Title(LABEL, text, text, line));
  }

  boolean isLabel() {
    return level == LABEL;
  }
}
