package ledger.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import ledger.io.DurableFile;
import ledger.io.FileTree;
import ledger.io.Replacement;
import ledger.io.StateFolder;
import ledger.text.Numbers;
import ledger.workspace.JournalEntry.JournaledFile;
import ledger.workspace.PendingChange.Stage;

/**
 * Changes one or several files as one: all of them or none, whatever happens in between; and the
 * last changes can be undone.
 *
 * <p>An entry is a folder {@code NNNNNN} with the file {@code entry.json} and the previous
 * contents. While its files are being exchanged it is called {@code NNNNNN.pending}: see {@link
 * PendingChange}. The new contents are next to the files that they replace, so that only renames,
 * which need no space, come after the point of no return.
 *
 * <p>Undoing changes is an entry too, called {@code NNNNNN.undone} once its files are exchanged. It
 * names the entries that it removes, and it is removed itself as soon as they are.
 *
 * <p>An entry may have come from somewhere else. What it names is obeyed only where {@link
 * Workspace#written} knows it; otherwise it is reported and left alone.
 */
final class Journal {
  /** How many changes can be undone. */
  private static final int LEVELS = 50;

  /** The command of an entry that undoes others. */
  static final String UNDO = "ledger undo";

  private static final String PENDING = ".pending";
  private static final String UNDONE = ".undone";
  private static final String NUMBER = "[0-9]{6,9}";
  private static final Pattern FINISHED = Pattern.compile(NUMBER);

  private final Workspace workspace;
  private final Path folder;
  private final Consumer<StoreNotice> notices;

  /**
   * Reads nothing yet.
   *
   * @throws ledger.io.Barred if the folder is not one that this user's ledger can have made
   */
  Journal(Workspace workspace, Consumer<StoreNotice> notices) throws IOException {
    StateFolder state = workspace.state();
    this.workspace = workspace;
    this.folder = state.at("journal");
    this.notices = notices;
  }

  /** Makes the change. An exception means that no file was changed, unless it says otherwise. */
  void commit(String command, List<FileChange> changes) throws IOException {
    commit(command, changes, List.of());
  }

  /** Undoes changes: all of them or none. */
  void takeBack(Undoing undoing) throws IOException {
    commit(UNDO, undoing.changes(), undoing.names());
  }

  private void commit(String command, List<FileChange> changes, List<String> forget)
      throws IOException {
    List<JournaledFile> files = new ArrayList<>();
    for (FileChange change : changes) {
      files.add(JournaledFile.of(workspace.name(change.file()), change));
      Path file = workspace.files().resolved(change.file());
      if (Files.exists(file)) {
        Replacement.requireWritable(file);
      }
    }
    DurableFile.makeFolders(folder);
    String number = Numbers.padded(next(), 6);
    JournalEntry entry = new JournalEntry(command, files, forget);
    PendingChange change = new PendingChange(workspace, folder.resolve(number + PENDING), entry);
    Path done = folder.resolve(forget.isEmpty() ? number : number + UNDONE);
    change.stage(changes);
    change.complete(done);
    for (PendingFile file : change.files()) {
      file.hindrance()
          .ifPresent(why -> notices.accept(new StoreNotice.WrittenInPlace(file.file(), why)));
    }
    try {
      settle();
      prune();
    } catch (IOException e) {
      return; // The change is made; the next command tidies up.
    }
  }

  /**
   * Completes what another process began and could not finish, or takes it back.
   *
   * @return the commands that are complete now
   */
  List<String> recover() throws IOException {
    List<String> finished = new ArrayList<>();
    for (Path pending : entries(PENDING)) {
      recover(pending, PendingChange.stage(pending), finished);
    }
    settle();
    for (Path done : entries("")) {
      if (PendingChange.stage(done) == Stage.NOTHING) {
        PendingChange.discard(done); // It died while removing an old entry.
      }
    }
    return finished;
  }

  private void recover(Path pending, Stage stage, List<String> finished) throws IOException {
    if (stage == Stage.NOTHING) {
      PendingChange.discard(pending);
      return;
    }
    PendingChange change;
    try {
      change = PendingChange.read(workspace, pending, stage);
    } catch (UntrustedEntry e) {
      if (stage == Stage.PLANNED) {
        PendingChange.discard(pending); // It died while it wrote the plan.
      } else {
        notices.accept(new StoreNotice.NotObeyed(pending, String.valueOf(e.getMessage())));
      }
      return;
    }
    switch (stage) {
      case PLANNED -> change.abandon();
      case FAILED -> {
        change.takeBack();
        notices.accept(new StoreNotice.TakenBack(change.command(), ""));
      }
      case BEGUN -> {
        String name = pending.getFileName().toString().replace(PENDING, "");
        try {
          change.finish(folder.resolve(change.isUndo() ? name + UNDONE : name));
          notices.accept(new StoreNotice.Recovered(change.command()));
          finished.add(change.command());
        } catch (IOException e) {
          change.takeBack();
          notices.accept(
              new StoreNotice.TakenBack(change.command(), String.valueOf(e.getMessage())));
        }
      }
      case FORMER, NOTHING -> throw new IllegalStateException("it cannot be read");
    }
  }

  /** Removes the entries that were undone, and then those that say so. */
  private void settle() throws IOException {
    for (Path undone : entries(UNDONE)) {
      List<String> names = undoneBy(undone);
      for (String name : names) {
        PendingChange.discard(folder.resolve(name));
      }
      if (!names.isEmpty() || PendingChange.stage(undone) == Stage.NOTHING) {
        PendingChange.discard(undone);
      }
    }
  }

  /** The names of the entries that one undid; none if it is being removed itself. */
  private List<String> undoneBy(Path undone) throws IOException {
    if (PendingChange.stage(undone) == Stage.NOTHING) {
      return List.of();
    }
    try {
      return PendingChange.entry(undone, Stage.BEGUN).forget().stream()
          .filter(name -> FINISHED.matcher(name).matches())
          .toList();
    } catch (UntrustedEntry e) {
      notices.accept(new StoreNotice.NotObeyed(undone, String.valueOf(e.getMessage())));
      return List.of();
    }
  }

  /** A change that can be undone, and its name in the journal. */
  private record Undoable(Path path, JournalEntry entry) {}

  /** Newest first, as far as they are understood; changes nothing. */
  private List<Undoable> undoable() throws IOException {
    Set<String> undone = new HashSet<>();
    for (Path each : entries(UNDONE)) {
      undone.addAll(undoneBy(each));
    }
    List<Undoable> found = new ArrayList<>();
    for (Path done : entries("").reversed()) {
      boolean removed = PendingChange.stage(done) == Stage.NOTHING;
      if (!removed && !undone.contains(done.getFileName().toString())) {
        try {
          JournalEntry entry = PendingChange.entry(done, PendingChange.stage(done));
          for (JournaledFile file : entry.files()) {
            PendingChange.path(workspace, file);
          }
          found.add(new Undoable(done, entry));
        } catch (UntrustedEntry e) {
          notices.accept(new StoreNotice.NotObeyed(done, String.valueOf(e.getMessage())));
          return found; // What is older cannot be undone before it.
        }
      }
    }
    return found;
  }

  /** Tells what is not finished, for those who only read; changes nothing. */
  void reportUnfinished() throws IOException {
    for (Path pending : entries(PENDING)) {
      Stage stage = PendingChange.stage(pending);
      if (stage != Stage.PLANNED && stage != Stage.NOTHING) {
        try {
          PendingChange change = PendingChange.read(workspace, pending, stage);
          notices.accept(new StoreNotice.Unfinished(change.command()));
        } catch (UntrustedEntry e) {
          notices.accept(new StoreNotice.NotObeyed(pending, String.valueOf(e.getMessage())));
        }
      }
    }
  }

  /** The commands that can be undone, newest first. */
  List<String> commands() throws IOException {
    return undoable().stream().map(each -> each.entry().command()).toList();
  }

  /**
   * The newest changes, as one change that undoes all of them.
   *
   * @param count how many; fewer if there are not so many
   * @throws EditedSince if a file does not contain what one of them wrote
   */
  Undoing undoing(int count) throws IOException {
    List<Undoable> newest = undoable();
    Undoing undoing = new Undoing(workspace.files());
    for (Undoable each : newest.subList(0, Math.min(count, newest.size()))) {
      List<JournaledFile> files = each.entry().files();
      for (int i = 0; i < files.size(); i++) {
        undo(undoing, files.get(i), PendingFile.former(each.path(), i));
      }
      undoing.add(each.entry().command(), each.path().getFileName().toString());
    }
    return undoing;
  }

  private void undo(Undoing undoing, JournaledFile file, Path former) throws IOException {
    byte[] before = DurableFile.content(former);
    if (!file.isBefore(before)) {
      throw new IOException(former + " is not what was saved there; nothing was undone");
    }
    Path path = PendingChange.path(workspace, file);
    byte[] now = undoing.content(path);
    if (!file.isBefore(now) && !file.isAfter(now)) {
      throw new EditedSince(new FileChange(path, now, before), undoing.commands().size());
    }
    undoing.put(path, before);
  }

  private int next() {
    int last = 0;
    for (String ending : List.of("", PENDING, UNDONE)) {
      for (Path entry : entries(ending)) {
        String name = entry.getFileName().toString();
        last = Math.max(last, Integer.parseInt(name.substring(0, name.length() - ending.length())));
      }
    }
    return last + 1;
  }

  private void prune() throws IOException {
    List<Path> done = entries("");
    for (Path old : done.subList(0, Math.max(0, done.size() - LEVELS))) {
      PendingChange.discard(old);
    }
  }

  /** Folders whose name is a number with this ending, oldest first. */
  private List<Path> entries(String ending) {
    Pattern name = Pattern.compile(NUMBER + Pattern.quote(ending));
    return FileTree.list(folder).stream()
        .filter(path -> name.matcher(path.getFileName().toString()).matches())
        .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
        .toList();
  }
}
