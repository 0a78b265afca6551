package ledger.workspace;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import ledger.io.DurableFile;
import ledger.io.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One file of a journal entry, as one of its lines says.
 *
 * @param before digest, or {@code -} for no file
 * @param after digest, or {@code -} for no file
 * @param temporary where the new content waits, next to the file
 */
record JournalLine(Path file, String before, String after, Path temporary) {
  private static final String NONE = "-";

  static JournalLine of(FileChange change) throws IOException {
    Path file = DurableFile.behindLinks(change.file());
    String name = "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
    return new JournalLine(
        file, digest(change.before()), digest(change.after()), file.resolveSibling(name));
  }

  static JournalLine parse(String text) {
    String[] parts = text.split("\t", -1);
    return new JournalLine(
        Path.of(URI.create(parts[0])), parts[1], parts[2], Path.of(URI.create(parts[3])));
  }

  String text() {
    return String.join("\t", file.toUri().toString(), before, after, temporary.toUri().toString());
  }

  boolean isBefore(byte @Nullable [] content) {
    return digest(content).equals(before);
  }

  boolean isAfter(byte @Nullable [] content) {
    return digest(content).equals(after);
  }

  /**
   * Writes the new content next to the file, and saves the previous one.
   *
   * @param kept where the previous one goes
   */
  void stage(FileChange change, Path kept) throws IOException {
    byte[] former = change.before();
    if (former != null) {
      DurableFile.create(kept, former);
    }
    byte[] content = change.after();
    if (content != null) {
      Path parent = temporary.getParent();
      if (parent != null) {
        DurableFile.makeFolders(parent);
      }
      Files.deleteIfExists(temporary);
      DurableFile.create(temporary, content);
      DurableFile.copyMode(file, temporary);
      DurableFile.syncFolder(temporary);
    }
  }

  /**
   * Puts the new content in place of the file, unless that has been done or the file has been
   * edited since.
   */
  void exchange() throws IOException {
    boolean untouched = isBefore(DurableFile.content(file));
    if (untouched && after.equals(NONE)) {
      Files.deleteIfExists(file);
      DurableFile.syncFolder(file);
    } else if (untouched && Files.exists(temporary)) {
      DurableFile.replace(temporary, file);
    } else {
      Files.deleteIfExists(
          temporary); // Done before a crash, or edited by hand, which takes precedence.
    }
  }

  private static String digest(byte @Nullable [] content) {
    return content == null ? NONE : Sha256.of(content);
  }
}
