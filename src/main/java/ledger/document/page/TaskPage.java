package ledger.document.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.document.Layout;
import ledger.document.State;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.text.Span;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A task's page: front matter and prose.
 *
 * @param source the file, every byte of it
 * @param body where the prose is
 * @param facts what the tool keeps in the front matter
 */
public record TaskPage(SourceText source, Span body, PageFacts facts) {
  /**
   * Reads a page.
   *
   * @throws InvalidText if the front matter does not end or is not a YAML mapping, if the tool's
   *     own keys have the wrong form or are outside it, or if the prose is nested too deeply
   */
  public static TaskPage parse(SourceText source) throws InvalidText {
    Optional<FrontMatter> front = FrontMatter.of(source);
    PageFacts facts = front.isPresent() ? FactsReader.read(front.get()) : PageFacts.NONE;
    return new TaskPage(source, FrontMatter.body(source, front), facts);
  }

  /** The prose, without front matter. */
  public String prose() {
    return body.of(source.content());
  }

  /** The task's states, oldest first. */
  public List<Transition> history() {
    return facts.history();
  }

  /**
   * Why the task is accepted as done without evidence, if it is: what its entry into Done says. An
   * older one counts no more, and neither does one of a row that has left Done since.
   *
   * @param state of the task's row
   */
  public Optional<String> waiver(State state) {
    if (!state.id().equals(Layout.DONE) || history().isEmpty()) {
      return Optional.empty();
    }
    Transition last = history().getLast();
    return last.state().equals(Layout.DONE) ? Optional.ofNullable(last.waived()) : Optional.empty();
  }

  /** A text of the user's own in the front matter; empty if there is none of this name. */
  public Optional<String> own(String key) {
    try {
      return FrontMatter.of(source)
          .flatMap(front -> front.entry(key))
          .map(FrontMatter.Entry::value)
          .map(value -> value instanceof ScalarNode text ? text.getValue() : "")
          .filter(text -> !text.isBlank());
    } catch (InvalidText e) {
      return Optional.empty(); // no page has been read with such a front matter
    }
  }

  /** Values of columns that the row's present table lacks, by column. */
  public Map<String, String> carriedOver() {
    return facts.carriedOver();
  }

  /**
   * The page's text with other facts; the user's own keys, comments and prose stay the same, byte
   * for byte.
   *
   * @throws InvalidText if the front matter is written in a way that makes this impossible
   */
  public String with(PageFacts changed) throws InvalidText {
    return FactsWriter.write(this, changed, false);
  }

  /**
   * The same with all of the tool's keys rewritten, so that pages with the same facts do not differ
   * in them.
   */
  public String rewritten(PageFacts changed) throws InvalidText {
    return FactsWriter.write(this, changed, true);
  }
}
