package ledger.workspace;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.io.DurableFile;
import ledger.io.FileTree;
import ledger.workspace.JournalEntry.JournaledFile;

/**
 * A change that is being made, or that a process could not finish. Its folder in the journal says
 * how far it is: with a {@code plan.json} no file has been changed yet, with an {@code entry.json}
 * it is to be completed, with a {@code revert.json} it has failed and is to be taken back.
 */
final class PendingChange {
  static final String ENTRY = "entry.json";
  private static final String PLAN = "plan.json";
  private static final String REVERT = "revert.json";

  /** How far a change is. */
  enum Stage {
    PLANNED(PLAN),
    BEGUN(ENTRY),
    FAILED(REVERT),
    /** As versions before the JSON wrote it. */
    FORMER("entry"),
    /** It died while it was made or removed. */
    NOTHING("");

    private final String file;

    Stage(String file) {
      this.file = file;
    }
  }

  private final Path folder;
  private final JournalEntry entry;
  private final List<PendingFile> files = new ArrayList<>();

  /**
   * @throws UntrustedEntry if it names a file that commands do not write
   */
  PendingChange(Workspace workspace, Path folder, JournalEntry entry) throws IOException {
    this.folder = folder;
    this.entry = entry;
    for (JournaledFile file : entry.files()) {
      files.add(
          new PendingFile(file, path(workspace, file), workspace.files(), folder, files.size()));
    }
  }

  static Path path(Workspace workspace, JournaledFile file) throws UntrustedEntry {
    Optional<Path> path = workspace.written(file.path());
    return path.orElseThrow(
        () -> new UntrustedEntry("it names " + file.path() + ", which no command writes"));
  }

  /** How far the change in a folder is. */
  static Stage stage(Path folder) {
    for (Stage stage : List.of(Stage.FAILED, Stage.BEGUN, Stage.PLANNED, Stage.FORMER)) {
      if (Files.exists(folder.resolve(stage.file), LinkOption.NOFOLLOW_LINKS)) {
        return stage;
      }
    }
    return Stage.NOTHING;
  }

  /**
   * The change in a folder.
   *
   * @throws UntrustedEntry if it is not a whole entry, or names a file that commands do not write
   */
  static PendingChange read(Workspace workspace, Path folder, Stage stage) throws IOException {
    return new PendingChange(workspace, folder, entry(folder, stage));
  }

  /**
   * What the folder of an entry says.
   *
   * @throws UntrustedEntry if it is not a whole entry
   */
  static JournalEntry entry(Path folder, Stage stage) throws IOException {
    if (stage == Stage.FORMER) {
      throw new UntrustedEntry("an earlier version of ledger wrote it, in another form");
    }
    Path file = folder.resolve(stage.file);
    byte[] content =
        Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? DurableFile.content(file) : null;
    if (content == null) {
      throw new UntrustedEntry(stage.file + " is not a file");
    }
    return EntryJson.decode(content);
  }

  boolean isUndo() {
    return !entry.forget().isEmpty();
  }

  String command() {
    return entry.command();
  }

  List<PendingFile> files() {
    return files;
  }

  /** Writes down what is to be done, and all contents. An exception means that nothing is left. */
  void stage(List<FileChange> changes) throws IOException {
    try {
      DurableFile.makeFolders(folder);
      DurableFile.create(folder.resolve(PLAN), EntryJson.encode(entry));
      for (int i = 0; i < changes.size(); i++) {
        files.get(i).stage(changes.get(i));
      }
      DurableFile.replace(folder.resolve(PLAN), folder.resolve(ENTRY));
    } catch (IOException | RuntimeException e) {
      abandon();
      throw e;
    }
  }

  /**
   * Exchanges the files, and moves the entry to where finished ones are.
   *
   * @return files that were edited meanwhile and stay as they are
   */
  List<Path> finish(Path done) throws IOException {
    List<Path> edited = exchanged(files);
    moveTo(done);
    return edited;
  }

  /**
   * The same for a change that has just been planned: if it cannot be completed, it is taken back.
   *
   * @throws IOException why; nothing has changed then, unless it says otherwise
   */
  void complete(Path done) throws IOException {
    try {
      List<Path> edited = exchanged(files);
      if (!edited.isEmpty()) {
        throw new FileSystemException(
            edited.getFirst().toString(), null, "has just been edited; nothing was changed");
      }
      moveTo(done);
    } catch (IOException | RuntimeException e) {
      try {
        takeBack();
      } catch (IOException again) {
        e.addSuppressed(again);
        throw new IOException(
            e.getMessage() + "; what was changed before is taken back by the next command", e);
      }
      throw e;
    }
  }

  private static List<Path> exchanged(List<PendingFile> files) throws IOException {
    List<Path> edited = new ArrayList<>();
    for (PendingFile file : files) {
      if (!file.exchange()) {
        edited.add(file.file());
      }
    }
    for (PendingFile file : files) {
      file.tidy();
    }
    return edited;
  }

  private void moveTo(Path done) throws IOException {
    Files.move(folder, done, StandardCopyOption.ATOMIC_MOVE);
    try {
      DurableFile.syncFolder(done);
    } catch (IOException e) {
      return; // The files are on disk; if this rename is not, the next command does it again.
    }
  }

  /** Gives the files their previous contents, and forgets the change. */
  void takeBack() throws IOException {
    IOException failure = null;
    try {
      if (Files.exists(folder.resolve(ENTRY))) {
        DurableFile.replace(folder.resolve(ENTRY), folder.resolve(REVERT));
      }
    } catch (IOException e) {
      failure = e; // The files matter more.
    }
    for (PendingFile file : files.reversed()) {
      try {
        file.takeBack();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    files.forEach(PendingFile::removeNewFolders);
    discard(folder);
  }

  /** Removes what was left by a change that had not begun; as far as possible, it is only waste. */
  void abandon() {
    try {
      if (Files.exists(folder.resolve(ENTRY))) {
        DurableFile.replace(folder.resolve(ENTRY), folder.resolve(PLAN));
      }
      for (PendingFile file : files) {
        file.tidy();
      }
      files.forEach(PendingFile::removeNewFolders);
      discard(folder);
    } catch (IOException e) {
      return; // The next command does the rest.
    }
  }

  /** Removes an entry. */
  static void discard(Path folder) throws IOException {
    for (Stage stage : List.of(Stage.BEGUN, Stage.FAILED, Stage.PLANNED)) {
      // First: without them, the rest counts as removed.
      Files.deleteIfExists(folder.resolve(stage.file));
    }
    FileTree.delete(folder);
  }
}
