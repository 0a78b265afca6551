package ledger.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.text.Span;

/**
 * Where a text means a task: its ID as a word of its own, or its page in a link. A name that merely
 * contains the ID, such as the branch {@code feature/MLX-002-lazy}, is not a mention.
 */
public final class Mentions {
  /** The pattern of a mention, for patterns that look for other things as well. */
  public static final String PATTERN = meant(TaskId.PATTERN);

  private static final Pattern MEANT = Pattern.compile(PATTERN);
  private static final Pattern NAMED = Pattern.compile("\\b" + TaskId.PATTERN + "\\b");

  private final Pattern pattern;

  public Mentions(TaskId id) {
    this.pattern = Pattern.compile(meant(Pattern.quote(id.value())));
  }

  private static String meant(String id) {
    return "(?:(?<![\\p{L}\\p{N}_/-])"
        + id
        + "(?![\\p{L}\\p{N}_]|-[\\p{L}\\p{N}])"
        + "|(?<=\\btasks/)"
        + id
        + "(?=\\.(?:md|html|json|csv)\\b))";
  }

  /** Every mention, in order. */
  public List<Span> in(String text) {
    List<Span> spans = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      spans.add(new Span(matcher.start(), matcher.end()));
    }
    return spans;
  }

  /** The text with the other ID in place of every mention. */
  public String renamed(String text, TaskId to) {
    return pattern.matcher(text).replaceAll(Matcher.quoteReplacement(to.value()));
  }

  /** A mention of some task. */
  public record Mention(TaskId id, Span span) {}

  /** Every mention of any task. */
  public static List<Mention> all(String text) {
    List<Mention> found = new ArrayList<>();
    Matcher matcher = MEANT.matcher(text);
    while (matcher.find()) {
      Span span = new Span(matcher.start(), matcher.end());
      TaskId.parse(matcher.group()).ifPresent(id -> found.add(new Mention(id, span)));
    }
    return found;
  }

  /** Every ID anywhere in the text, even as part of another name. */
  public static Set<TaskId> named(String text) {
    Set<TaskId> ids = new HashSet<>();
    Matcher matcher = NAMED.matcher(text);
    while (matcher.find()) {
      TaskId.parse(matcher.group()).ifPresent(ids::add);
    }
    return ids;
  }
}
