package ledger.document.edit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.text.Edits;
import org.jspecify.annotations.Nullable;

/**
 * How to make changes: splices, and what the file must mean afterwards.
 *
 * @param edits to the ledger
 * @param expected what the edited ledger must say
 */
public record Plan(Edits edits, Meaning expected) {
  /**
   * Makes the edits and proves them: the result must parse and mean what was planned.
   *
   * @return the ledger afterwards
   * @throws BrokenPromise if it does not; nothing has been written then
   */
  public Ledger apply(Ledger before, Layout layout) {
    return apply(before, layout, null);
  }

  /**
   * The same.
   *
   * @param foreseen a ledger that was parsed without problems: not parsed again if this is its text
   */
  public Ledger apply(Ledger before, Layout layout, @Nullable Ledger foreseen) {
    String text = edits.apply(before.source().content());
    Parsed after =
        Stream.of(Optional.of(before), Optional.ofNullable(foreseen))
            .flatMap(Optional::stream)
            .filter(known -> known.source().content().equals(text))
            .findFirst()
            .map(known -> new Parsed(known, List.of(), List.of()))
            .orElseGet(() -> LedgerParser.parse(before.source().with(text), layout));
    if (!after.problems().isEmpty()) {
      throw new BrokenPromise(
          after.problems().getFirst().render(), before.source().content(), text);
    }
    if (!Meaning.of(after.ledger()).isThatOf(expected)) {
      throw new BrokenPromise(
          "the edited ledger does not say what was planned", before.source().content(), text);
    }
    return after.ledger();
  }
}
