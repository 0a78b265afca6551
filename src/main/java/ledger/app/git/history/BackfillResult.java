package ledger.app.git.history;

import java.util.List;
import ledger.app.session.FileDiff;

/**
 * What was written, or would be.
 *
 * @param pages those to which states that git knew were added
 */
public record BackfillResult(List<FileDiff> pages) {}
