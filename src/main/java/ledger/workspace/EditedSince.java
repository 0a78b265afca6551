package ledger.workspace;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A change cannot be taken back, because somebody has edited a file of it since. */
public final class EditedSince extends IOException {
  private static final long serialVersionUID = 1;

  private final transient FileChange change;

  EditedSince(Path file, byte @Nullable [] now, byte @Nullable [] before) {
    super(file + " has been edited since");
    this.change = new FileChange(file, now, before);
  }

  /** From what the file holds now to what it would have become. */
  public FileChange change() {
    return change;
  }
}
