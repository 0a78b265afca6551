package ledger.io;

import java.io.IOException;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/** A file that symbolic links lead out of its work tree, or nowhere: it was not opened. */
public final class OutsideLink extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  /**
   * @param shown the file's name in messages
   * @param message why it was not opened
   * @param help how its owner can allow it
   */
  OutsideLink(String shown, String message, @Nullable String help) {
    super(shown + ": " + message);
    Problem.Place place = new Problem.Place(shown, 1, 1, "", 0);
    this.problem = Problem.error("outside-link", place, message, help);
  }

  /** What is wrong, without a line of any file. */
  public Problem problem() {
    return problem;
  }

  /** The link on which something else failed; null if it failed for another reason. */
  public static @Nullable OutsideLink behind(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof OutsideLink link) {
        return link;
      }
    }
    return null;
  }
}
