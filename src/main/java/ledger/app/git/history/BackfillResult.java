package ledger.app.git.history;

import java.util.List;
import ledger.app.session.FileDiff;

/**
 * What was written, or would be.
 *
 * @param pages those with states that git knew and they did not
 */
public record BackfillResult(List<FileDiff> pages) {}
