package ledger.app.git;

import java.util.List;
import ledger.app.session.FileDiff;
import ledger.document.edit.Change;

/**
 * What was fixed in the staged ledger, or would be.
 *
 * @param changes empty if there was nothing to fix
 * @param staged how the ledger in the index changes
 * @param fileKept whether the ledger's file has unstaged edits, and stays as it is
 */
public record StagedFixResult(List<Change> changes, List<FileDiff> staged, boolean fileKept) {}
