package ledger.workspace;

import java.io.IOException;

/** Changes cannot be undone, because somebody has edited one of their files since. */
public final class EditedSince extends IOException {
  private static final long serialVersionUID = 1;

  private final transient FileChange change;
  private final int newer;

  EditedSince(FileChange change, int newer) {
    super(change.file() + " has been edited since");
    this.change = change;
    this.newer = newer;
  }

  /** From what the file contains, once the newer changes are undone, to what it would become. */
  public FileChange change() {
    return change;
  }

  /** How many changes came after the edit; these can be undone. */
  public int newer() {
    return newer;
  }
}
