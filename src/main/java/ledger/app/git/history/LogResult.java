package ledger.app.git.history;

import java.util.List;
import java.util.SequencedMap;
import ledger.git.history.History;

/**
 * What the commits changed.
 *
 * @param commits those with requested changes, newest first
 * @param unread commits whose ledger could not be read, with the reason; what they changed counts
 *     for the next one that could
 * @param shallow whether older commits are missing from this clone
 */
public record LogResult(
    List<History.Step> commits, SequencedMap<History.Revision, String> unread, boolean shallow) {}
