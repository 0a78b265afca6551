package ledger.site.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import ledger.io.FileTree;
import ledger.io.GuardedFiles;
import ledger.site.SiteReport;
import org.jspecify.annotations.Nullable;

/**
 * The folder that the site is written to. A list in it names every file that a build made; only
 * those are ever deleted.
 */
final class OutputFolder {
  private static final String MANIFEST = ".ledger-site";
  private static final String ASIDE = ".ledger-site.draft";
  private static final String MANIFEST_HEAD =
      "# Files that `ledger site` made, and may delete when they are no longer part of the site.\n";

  private static final String PLAIN = "[A-Za-z0-9_-]+";

  /**
   * What a build can have written: no list that somebody edited can name anything else. Copies of
   * files have the files' own names.
   */
  private static final Pattern OURS =
      Pattern.compile(
          "(?:(?:tasks|compare|versions|assets|badges)/|(?:runs|code|metrics)/%1$s/)?%1$s\\.[a-z]+|files(?:/(?!\\.)[^/\\\\]+)+"
              .formatted(PLAIN));

  private final GuardedFiles files;
  private final Path folder;

  OutputFolder(GuardedFiles files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /**
   * A draft of what the folder is to contain.
   *
   * @param keep whether it is to be written; if not, nothing in this folder is touched
   */
  SiteDraft draft(boolean keep) throws IOException {
    Path real = files.resolved(folder);
    Path aside = keep ? real.resolve(ASIDE) : Files.createTempDirectory("ledger-site");
    if (keep) {
      FileTree.delete(aside);
    }
    return new SiteDraft(files, folder, aside);
  }

  /** Writes what differs and deletes what an earlier build made and this one does not have. */
  SiteReport write(SiteDraft draft) throws IOException {
    List<String> deleted = gone(draft);
    List<String> written = draft.changed();
    Set<String> whole = moveWhole(draft, written);
    Folders folders = new Folders();
    for (String path : written) {
      if (!whole.contains(top(path))) {
        Path file = place(path);
        folders.make(file.getParent());
        move(draft.file(path), file);
      }
    }
    for (String path : deleted) {
      Path file = place(path);
      Files.deleteIfExists(file);
      deleteIfEmpty(folder.resolve(path).getParent());
    }
    byte[] manifest = manifest(draft);
    if (!draft.isCurrent(MANIFEST, manifest)) {
      Path fresh = place(MANIFEST + ".new");
      Files.createDirectories(fresh.resolveSibling("."));
      Files.deleteIfExists(fresh);
      SiteDraft.write(fresh, manifest);
      move(fresh, place(MANIFEST));
    }
    return new SiteReport(
        written, draft.unchanged(), deleted, folder.resolve(SiteFiles.START_PAGE));
  }

  /** Moves folders that the site does not have yet, each with all that is in it. */
  private Set<String> moveWhole(SiteDraft draft, List<String> written) throws IOException {
    Set<String> tops = new TreeSet<>();
    written.forEach(path -> tops.add(top(path)));
    tops.remove("");
    Set<String> whole = new HashSet<>();
    for (String top : tops) {
      if (movedWhole(draft.aside(top), folder.resolve(top))) {
        whole.add(top);
      }
    }
    return whole;
  }

  /** False where there is a folder already, or the file system moves none. */
  private static boolean movedWhole(Path fresh, Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      Files.move(fresh, target);
      return true;
    } catch (FileSystemException e) {
      return false;
    }
  }

  /** The first folder of a path; empty for a file that is in none. */
  private static String top(String path) {
    return path.substring(0, Math.max(0, path.indexOf('/')));
  }

  /** What {@link #write} would write or delete. */
  List<String> differences(SiteDraft draft) throws IOException {
    TreeSet<String> differing = new TreeSet<>(gone(draft));
    differing.addAll(draft.changed());
    if (!draft.isCurrent(MANIFEST, manifest(draft))) {
      differing.add(MANIFEST);
    }
    return List.copyOf(differing);
  }

  /** A report that the files of the last build were not touched. */
  SiteReport unchanged() throws IOException {
    return new SiteReport(
        List.of(), List.copyOf(made()), List.of(), folder.resolve(SiteFiles.START_PAGE));
  }

  /** Files of an earlier build that are still there and that this one does not have. */
  private List<String> gone(SiteDraft draft) throws IOException {
    SortedSet<String> gone = made();
    gone.removeAll(draft.paths());
    return List.copyOf(gone);
  }

  /** Files of an earlier build that are still there. */
  private SortedSet<String> made() throws IOException {
    SortedSet<String> made = new TreeSet<>();
    byte[] manifest = files.content(folder.resolve(MANIFEST));
    String list = manifest == null ? "" : new String(manifest, StandardCharsets.UTF_8);
    for (String line : list.split("\\R", -1)) {
      if (OURS.matcher(line).matches()
          && Files.isRegularFile(place(line), LinkOption.NOFOLLOW_LINKS)) {
        made.add(line);
      }
    }
    return made;
  }

  /** Where a file of the site is. A link in its place is not followed but replaced. */
  private Path place(String path) throws IOException {
    return files.inRealFolder(folder.resolve(path));
  }

  private static void move(Path fresh, Path file) throws IOException {
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void deleteIfEmpty(@Nullable Path parent) throws IOException {
    if (parent != null && !parent.equals(folder) && !Files.isSymbolicLink(parent)) {
      try {
        Files.deleteIfExists(parent);
        deleteIfEmpty(parent.getParent());
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }

  private static byte[] manifest(SiteDraft draft) {
    return (MANIFEST_HEAD + String.join("\n", draft.paths()) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
