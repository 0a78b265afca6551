package ledger.app.session;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import ledger.git.history.HistoryGap;

/** What a use case would have liked to know from git, and does without. */
public enum Unseen {
  /** IDs that only the history has. */
  USED_IDS,
  /** States of tasks before their pages had histories. */
  STATES,
  /** Which of two tasks with the same ID is the older one. */
  AGE,
  /** The branch that is checked out. */
  BRANCH,
  /** The commit that is checked out, and whether something differs from it. */
  COMMIT;

  /** Reports it once for each kind of reason. */
  public void tell(Session session, Collection<HistoryGap> gaps) {
    Set<Class<?>> told = new HashSet<>();
    for (HistoryGap gap : gaps) {
      if (told.add(gap.getClass())) {
        session.listener().heard(new Notice.HistoryUnseen(gap, this));
      }
    }
  }
}
