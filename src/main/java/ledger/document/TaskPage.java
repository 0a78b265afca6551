package ledger.document;

import java.util.List;
import java.util.Map;
import ledger.text.SourceText;
import ledger.text.Span;

/**
 * A task's page: front matter and prose.
 *
 * @param source the file, every byte of it
 * @param body where the prose stands
 * @param history the task's states, oldest first
 * @param held values of columns that the row's present table lacks, by column
 */
public record TaskPage(
    SourceText source, Span body, List<Transition> history, Map<String, String> held) {
  public String prose() {
    return body.of(source.content());
  }
}
