package ledger.document.edit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ledger.document.Choices;
import ledger.document.Layout;
import ledger.document.LedgerWriter;
import ledger.document.LedgerWriter.Written;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.text.SourceText;
import org.opentest4j.TestAbortedException;

/**
 * The promises of {@link EditProperties} on documents that grow towards code that was never
 * reached: generated ones, and texts that nobody would generate.
 *
 * <p>The first byte chooses promise and kind of document, the next {@value #CHOICES} what is done.
 */
public final class EditFuzz {
  private static final int CHOICES = 24;
  private static final EditProperties PROMISES = new EditProperties();

  private static final List<Promise> ALL =
      List.of(
          PROMISES::aMoveTakesOneLineAwayAndPutsOneIn,
          PROMISES::thereAndBackGivesTheSameBytes,
          PROMISES::anEditChangesNothingButItsCell,
          PROMISES::anAdditionPutsOneLineIn,
          (written, choices) -> PROMISES.sortIsAStablePermutationOfRows(written));

  private EditFuzz() {}

  private interface Promise {
    void keep(Written written, Choices choices) throws Exception;
  }

  public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
    if (bytes.length <= CHOICES) {
      return;
    }
    int kind = bytes[0] & 0xFF;
    Choices choices = new Choices(Arrays.copyOfRange(bytes, 1, 1 + CHOICES));
    byte[] rest = Arrays.copyOfRange(bytes, 1 + CHOICES, bytes.length);
    Written written =
        kind < 128
            ? LedgerWriter.write(rest)
            : new Written(new String(rest, StandardCharsets.UTF_8), new Meaning(Map.of()));
    Parsed parsed = LedgerParser.parse(SourceText.of("TASKS.md", written.text()), Layout.DEFAULT);
    if (!parsed.problems().isEmpty() || parsed.ledger().sections().isEmpty()) {
      return; // No command works on such a file.
    }
    try {
      ALL.get(kind % ALL.size()).keep(written, choices);
    } catch (Refusal | TestAbortedException e) {
      return; // A refused command changes nothing.
    }
  }
}
