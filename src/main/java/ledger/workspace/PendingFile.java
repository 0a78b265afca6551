package ledger.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import ledger.io.DurableFile;
import ledger.io.GuardedFiles;
import ledger.io.Replacement;
import ledger.workspace.JournalEntry.JournaledFile;
import org.jspecify.annotations.Nullable;

/**
 * One file of a change that is being made. Its new content waits in a draft next to it and takes
 * its place by a rename. Where the system does not allow that, the new content is in the journal
 * too, and is written over the former one.
 */
final class PendingFile {
  private final JournaledFile journaled;
  private final Path file;
  private final Path real;
  private final Path draft;
  private final Path former;
  private final Path copy;
  private Optional<Replacement.Hindrance> hindrance = Optional.empty();
  private List<Path> newFolders = List.of();

  /**
   * @param file its path in the workspace
   * @param files follows a link
   * @param entry the entry's folder
   * @param index of the file in the entry
   */
  PendingFile(JournaledFile journaled, Path file, GuardedFiles files, Path entry, int index)
      throws IOException {
    this.journaled = journaled;
    this.file = file;
    this.real = files.resolved(file);
    String number = entry.getFileName().toString().replaceFirst("\\..*", "");
    this.draft = real.resolveSibling("." + real.getFileName() + "." + number + ".tmp");
    this.former = former(entry, index);
    this.copy = entry.resolve(index + ".after");
  }

  /** Where an entry keeps the previous content of a file, if it had any. */
  static Path former(Path entry, int index) {
    return entry.resolve(index + ".before");
  }

  Path file() {
    return file;
  }

  /** Why it is or was written in place, if it is. */
  Optional<Replacement.Hindrance> hindrance() {
    return hindrance;
  }

  /** Saves the previous content, and writes the new one next to the file. */
  void stage(FileChange change) throws IOException {
    byte[] before = change.before();
    byte[] after = change.after();
    if (before != null) {
      DurableFile.create(former, before);
    }
    if (after != null && before != null && Files.exists(real)) {
      hindrance = Replacement.draft(real, draft, after);
      if (hindrance.isPresent()) {
        DurableFile.create(copy, after);
      }
    } else if (after != null) {
      Path folder = real.getParent();
      if (folder != null) {
        newFolders = DurableFile.makeFolders(folder);
      }
      Files.deleteIfExists(draft);
      DurableFile.create(draft, after);
      DurableFile.syncFolder(draft);
    }
  }

  /**
   * Gives the file its new content, unless it has it already.
   *
   * @return false if it has been edited since the change was planned, and so stays as it is
   * @throws IOException if the system does not allow it, or the new content is gone
   */
  boolean exchange() throws IOException {
    byte[] now = DurableFile.content(real);
    if (journaled.isAfter(now)) {
      return true;
    }
    if (!journaled.isBefore(now) && !isMixed(now)) {
      return false;
    }
    if (journaled.after() == null) {
      Files.move(real, draft, StandardCopyOption.ATOMIC_MOVE); // Removed by tidy, if all goes well.
    } else if (isCopied()) {
      Replacement.inPlace(real, content(copy));
    } else if (!journaled.isAfter(DurableFile.content(draft))) {
      throw new IOException("the new content of " + real + " is gone");
    } else if (!Replacement.exchange(draft, real)) {
      hindrance = Optional.of(Replacement.Hindrance.MOUNTED);
      byte[] after = content(draft);
      Files.deleteIfExists(copy); // Not whole: another process died while it wrote this.
      DurableFile.create(copy, after);
      DurableFile.syncFolder(copy);
      Replacement.inPlace(real, after);
    }
    DurableFile.syncFolder(real);
    return true;
  }

  /** Removes what is next to the file. */
  void tidy() throws IOException {
    Files.deleteIfExists(draft);
  }

  /** Removes the folders that were made for the file, unless there is something in them. */
  void removeNewFolders() {
    DurableFile.removeEmpty(newFolders);
  }

  /** Gives the file its previous content, if it has the new one or parts of both. */
  void takeBack() throws IOException {
    byte[] now = DurableFile.content(real);
    if (journaled.isAfter(now) || (!journaled.isBefore(now) && isMixed(now))) {
      restore(now != null);
      DurableFile.syncFolder(real);
    }
    tidy();
  }

  private void restore(boolean exists) throws IOException {
    if (journaled.before() == null) {
      Files.delete(real);
    } else if (!exists && journaled.isBefore(DurableFile.content(draft))) {
      Files.move(draft, real, StandardCopyOption.ATOMIC_MOVE);
    } else if (!exists) {
      DurableFile.create(real, content(former));
    } else if (isCopied()
        || Replacement.draft(real, draft, content(former)).isPresent()
        || !Replacement.exchange(draft, real)) {
      Replacement.inPlace(real, content(former));
    }
  }

  /** Whether the new content is in the journal, from where it is written over the former one. */
  private boolean isCopied() throws IOException {
    return journaled.after() != null && journaled.isAfter(DurableFile.content(copy));
  }

  /** Whether a process may have died while it wrote the new content over the previous one. */
  private boolean isMixed(byte @Nullable [] now) throws IOException {
    byte[] old = DurableFile.content(former);
    byte[] fresh = isCopied() ? DurableFile.content(copy) : null;
    if (now == null
        || old == null
        || fresh == null
        || !journaled.isBefore(old)
        || now.length > Math.max(old.length, fresh.length)) {
      return false;
    }
    for (int i = 0; i < now.length; i++) {
      boolean either =
          (i < old.length && now[i] == old[i]) || (i < fresh.length && now[i] == fresh[i]);
      if (!either && now[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** One of the files that hold a content of this change. */
  private byte[] content(Path kept) throws IOException {
    byte[] content = DurableFile.content(kept);
    if (content == null || !(journaled.isBefore(content) || journaled.isAfter(content))) {
      throw new IOException(kept + " is not what was saved there");
    }
    return content;
  }
}
