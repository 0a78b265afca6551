package ledger.document.edit;

import java.util.Optional;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.page.PageFacts;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.text.Edits;

/**
 * How to make a change: splices, and what the file must mean afterwards.
 *
 * @param edits to the ledger
 * @param expected what the edited ledger must say
 * @param page the task's page afterwards, if the change touches it
 */
public record Plan(Edits edits, Meaning expected, Optional<PageFacts> page) {
  /**
   * Makes the edits and proves them: the result must parse and mean what was planned.
   *
   * @return the ledger afterwards
   * @throws BrokenPromise if it does not; nothing has been written then
   */
  public Ledger apply(Ledger before, Layout layout) {
    String text = edits.apply(before.source().content());
    Parsed after = LedgerParser.parse(before.source().with(text), layout);
    if (!after.problems().isEmpty()) {
      throw new BrokenPromise(
          after.problems().getFirst().render(), before.source().content(), text);
    }
    if (!Meaning.of(after.ledger()).equals(expected)) {
      throw new BrokenPromise(
          "the edited ledger does not say what was planned", before.source().content(), text);
    }
    return after.ledger();
  }
}
