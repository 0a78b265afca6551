package ledger.app.exchange;

import java.nio.file.Path;
import java.util.List;
import ledger.document.Ledger;
import ledger.text.Problem;

/**
 * How a file is understood.
 *
 * @param file the ledger
 * @param settings where the settings are, or would be
 * @param text of the settings; empty if none are needed
 * @param ledger what was read
 * @param problems what cannot be read, each in its place
 */
public record InitFromResult(
    Path file, Path settings, String text, Ledger ledger, List<Problem> problems) {}
