package ledger.document;

import java.util.List;
import java.util.Map;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * A task's page: front matter and prose.
 *
 * @param source the file, every byte of it
 * @param body where the prose stands
 * @param facts what the tool keeps in the front matter
 */
public record TaskPage(SourceText source, Span body, PageFacts facts) {
  /**
   * Reads a page.
   *
   * @throws InvalidText if the front matter is no YAML mapping, or the tool's own keys in it have
   *     another form
   */
  public static TaskPage parse(SourceText source) throws InvalidText {
    return FrontMatter.parse(source);
  }

  /** The prose, without front matter. */
  public String prose() {
    return body.of(source.content());
  }

  /** The task's states, oldest first. */
  public List<Transition> history() {
    return facts.history();
  }

  /** Values of columns that the row's present table lacks, by column. */
  public Map<String, String> held() {
    return facts.held();
  }

  /**
   * The page's text with other facts; the user's own keys, comments and prose stay byte for byte.
   */
  public String with(PageFacts changed) {
    return FrontMatter.splice(this, changed);
  }
}
