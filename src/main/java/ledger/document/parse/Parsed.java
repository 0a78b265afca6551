package ledger.document.parse;

import java.util.List;
import ledger.document.Ledger;
import ledger.text.Problem;

/**
 * A ledger, everything in its file that could not be understood, and what was understood although
 * it is written otherwise than usual.
 *
 * @param ledger what was understood; to be trusted only if there are no problems
 * @param problems in the file's order
 * @param warnings in the file's order; nothing is refused because of them
 */
public record Parsed(Ledger ledger, List<Problem> problems, List<Problem> warnings) {}
