package ledger.site.prose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.site.page.Html;
import ledger.site.template.EvidenceReferences;
import ledger.text.Span;

/**
 * A page's text with a word in place of each evidence reference, so that no value is ever read as
 * Markdown.
 */
final class Placeholders {
  /** Characters by which a Markdown parser would treat a reference and a word differently. */
  private static final Pattern NO_WORD = Pattern.compile("[`|\\\\<\\n]");

  private static final String WORD = "zzref";

  /** What follows the text of a link, or the name of a link's address. */
  private static final String LINKING = "([:";

  private final String content;
  private final Span body;
  private final List<Span> references;
  private final Set<Span> formulas = new HashSet<>();
  private final boolean likeWords;
  private final List<Integer> starts = new ArrayList<>();
  private final String text;
  private final String word;

  /**
   * What a placeholder stands for: a value; in code the reference itself; a formula; or a chart,
   * which has no text and is put in last.
   */
  record Filling(String text, FillingKind kind) {
    /** Whether the text is what the file has. */
    boolean isWritten() {
      return kind == FillingKind.CODE || kind == FillingKind.FORMULA;
    }

    Html html() {
      Html text = Html.text(this.text);
      return kind == FillingKind.FORMULA
          ? new Html("<span class=\"math\">" + text + "</span>")
          : text;
    }
  }

  /** Where the text of a filling comes from. */
  enum FillingKind {
    VALUE,
    CODE,
    FORMULA,
    CHART
  }

  /**
   * @param code finds what is code, in the file's positions. It is only called where references
   *     cannot be found without it; usually the text with placeholders is enough
   */
  Placeholders(String content, Span body, Supplier<List<Span>> code) {
    this.content = content;
    this.body = body;
    List<Span> anywhere = all(List.of());
    this.likeWords = anywhere.stream().allMatch(this::isLikeAWord);
    this.references = likeWords ? anywhere : all(code.get());
    this.word = word(content);
    StringBuilder out = new StringBuilder();
    int at = body.start();
    for (Span reference : references) {
      out.append(content, at, reference.start());
      starts.add(out.length());
      out.append(word).append(starts.size() - 1).append('q');
      at = reference.end();
    }
    this.text = out.append(content, at, body.end()).toString();
  }

  /** References and formulas, in order. */
  private List<Span> all(List<Span> code) {
    List<Span> found = new ArrayList<>(EvidenceReferences.find(content, body, code));
    List<Span> others = new ArrayList<>(code);
    others.addAll(found);
    formulas.clear();
    formulas.addAll(Formulas.find(content, body, others));
    found.addAll(formulas);
    found.sort(Comparator.comparingInt(Span::start));
    return found;
  }

  String text() {
    return text;
  }

  /** Whether a piece of the text has a placeholder. */
  boolean isIn(String piece) {
    return !references.isEmpty() && piece.contains(word);
  }

  /** A piece of the text without placeholders, in the file. */
  Span inSource(int start, int end) {
    int shift = body.start();
    for (int i = 0; i < references.size() && starts.get(i) < start; i++) {
      int length = word.length() + String.valueOf(i).length() + 1;
      shift += references.get(i).length() - length;
    }
    return new Span(start + shift, end + shift);
  }

  /** Whether it is not known yet which of them are in code. */
  boolean mayBeCode() {
    return likeWords && !references.isEmpty();
  }

  /**
   * @param code what is code, in positions of the text with placeholders
   * @param value what a reference stands for
   */
  List<Filling> meanings(List<Span> code, Function<Span, Filling> value) {
    List<Filling> meanings = new ArrayList<>();
    for (int i = 0; i < references.size(); i++) {
      int start = starts.get(i);
      Span reference = references.get(i);
      boolean inCode = code.stream().anyMatch(c -> c.start() <= start && start < c.end());
      boolean formula = formulas.contains(reference);
      meanings.add(
          inCode
              ? new Filling(reference.of(content), FillingKind.CODE)
              : formula
                  ? new Filling(reference.of(content), FillingKind.FORMULA)
                  : value.apply(reference));
    }
    return meanings;
  }

  /** The text with something in place of each placeholder that does not stand for a chart. */
  String filledIn(String text, List<Filling> meanings, Function<Filling, String> with) {
    return references.isEmpty()
        ? text
        : Pattern.compile(word + "([0-9]+)q")
            .matcher(text)
            .replaceAll(
                match -> {
                  Filling meaning = meanings.get(Integer.parseInt(match.group(1)));
                  return meaning.kind() == FillingKind.CHART
                      ? match.group()
                      : Matcher.quoteReplacement(with.apply(meaning));
                });
  }

  /** A paragraph that is a placeholder and nothing else: its first group is the number. */
  Pattern alone() {
    return Pattern.compile("<p>" + word + "([0-9]+)q</p>\\s*");
  }

  /** A reference by its number, in the file. */
  Span reference(int number) {
    return references.get(number);
  }

  private boolean isLikeAWord(Span reference) {
    int end = reference.end();
    boolean linking = end < content.length() && LINKING.indexOf(content.charAt(end)) >= 0;
    return !linking && !NO_WORD.matcher(reference.of(content)).find();
  }

  /** A word that the text does not have. */
  private static String word(String content) {
    int longest = 0;
    for (int at = content.indexOf(WORD); at >= 0; at = content.indexOf(WORD, at)) {
      int end = at + WORD.length();
      while (end < content.length() && content.charAt(end) == 'z') {
        end++;
      }
      longest = Math.max(longest, end - at - WORD.length() + 1);
      at = end;
    }
    return WORD + "z".repeat(longest);
  }
}
