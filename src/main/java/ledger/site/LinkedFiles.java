package ledger.site;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The repository's files, as the tasks' pages link to them. */
public interface LinkedFiles {
  /** None at all. */
  LinkedFiles NONE = path -> null;

  /**
   * What a path names; null if nothing is there.
   *
   * @param path from the folder of the tasks' pages, or with a slash at its start from the
   *     repository's top; with slashes, not encoded
   */
  @Nullable LinkedFile find(String path) throws IOException;

  /**
   * Something that a page links to.
   *
   * @param name its path from the workspace, with slashes; of a task's page the task's ID
   * @param address where the forge shows it; null if no forge is known
   * @param content its bytes, where it is a file
   */
  record LinkedFile(String name, FileKind kind, @Nullable String address, FileContent content) {}

  /** What something is that a page links to. */
  enum FileKind {
    /** The page of a task. */
    TASK,
    /** The ledger itself, which the board shows. */
    LEDGER,
    FILE,
    FOLDER,
    /** It, or a folder that it is in, begins with a dot: it is not published. */
    HIDDEN
  }

  /** A file's bytes. */
  interface FileContent {
    byte[] bytes() throws IOException;
  }
}
