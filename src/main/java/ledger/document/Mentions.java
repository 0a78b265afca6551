package ledger.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.text.Span;

/**
 * Where a text means a task: its ID as a word of its own, or its page in a link. A name that merely
 * contains the ID, such as the branch {@code feature/APO-002-lazy}, is not a mention.
 */
public final class Mentions {
  private static final String NUMBER = "#";

  /** The pattern of a usual mention, for patterns that look for other things as well. */
  public static final String PATTERN = pattern(IdForm.USUAL);

  private static final Pattern MEANT = Pattern.compile(PATTERN);
  private static final Pattern NAMED = Pattern.compile(named(IdForm.USUAL));

  private final Pattern pattern;
  private final boolean numbered;

  public Mentions(TaskId id) {
    this.numbered = id.prefix().isEmpty();
    this.pattern = Pattern.compile(meant((numbered ? NUMBER : "") + Pattern.quote(id.value())));
  }

  private static String pattern(IdForm form) {
    return meant(form.mention());
  }

  private static String named(IdForm form) {
    return form.mention().startsWith(NUMBER)
        ? form.mention() + "\\b"
        : "\\b(?:" + form.mention() + ")\\b";
  }

  private static String meant(String id) {
    return "(?:(?<![\\p{L}\\p{N}_/-])"
        + "(?:"
        + id
        + ")"
        + "(?![\\p{L}\\p{N}_]|-[\\p{L}\\p{N}])"
        + "|(?<=\\btasks/)"
        + "(?:"
        + id
        + ")"
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
    String sign = numbered && to.prefix().isEmpty() ? NUMBER : "";
    return pattern.matcher(text).replaceAll(Matcher.quoteReplacement(sign + to.value()));
  }

  /** The text with other IDs in place of every mention of those that have one. */
  public static String renamed(String text, Map<TaskId, TaskId> to, IdForm form) {
    return (form.equals(IdForm.USUAL) ? MEANT : Pattern.compile(pattern(form)))
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    TaskId.typed(match.group())
                        .map(to::get)
                        .map(form::written)
                        .orElse(match.group())));
  }

  /** A mention of some task. */
  public record Mention(TaskId id, Span span) {}

  /** Every mention of any task. */
  public static List<Mention> all(String text, IdForm form) {
    List<Mention> found = new ArrayList<>();
    boolean usual = form.equals(IdForm.USUAL);
    Matcher matcher = (usual ? MEANT : Pattern.compile(pattern(form))).matcher(text);
    while (matcher.find()) {
      Span span = new Span(matcher.start(), matcher.end());
      TaskId.typed(matcher.group()).ifPresent(id -> found.add(new Mention(id, span)));
    }
    return found;
  }

  /** Every ID anywhere in the text, even as part of another name. */
  public static Set<TaskId> named(String text, IdForm form) {
    Set<TaskId> ids = new HashSet<>();
    boolean usual = form.equals(IdForm.USUAL);
    Matcher matcher = (usual ? NAMED : Pattern.compile(named(form))).matcher(text);
    while (matcher.find()) {
      TaskId.typed(matcher.group()).ifPresent(ids::add);
    }
    return ids;
  }
}
