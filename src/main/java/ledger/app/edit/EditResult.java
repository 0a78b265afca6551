package ledger.app.edit;

import java.util.List;
import ledger.app.session.FileDiff;

/**
 * What an edit did, or would do.
 *
 * @param files what changes in each file; empty if there was nothing to change, in which case
 *     nothing was written
 * @param effects in the order of the request
 */
public record EditResult(List<FileDiff> files, List<Effect> effects) {
  public boolean changed() {
    return !files.isEmpty();
  }
}
