package ledger.document.parse;

import java.util.List;
import ledger.document.Ledger;
import ledger.text.Problem;

/**
 * A ledger and everything in its file that could not be understood.
 *
 * @param ledger what was understood; to be trusted only if there are no problems
 * @param problems in the file's order
 */
public record Parsed(Ledger ledger, List<Problem> problems) {}
