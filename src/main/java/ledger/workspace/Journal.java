package ledger.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ledger.io.DurableFile;
import ledger.io.FileTree;
import ledger.io.StateFolder;
import ledger.text.Numbers;

/**
 * Changes one or several files as one: all of them or none, whatever happens in between; and the
 * last changes can be undone.
 *
 * <p>An entry is a folder {@code NNNNNN} with a file {@code entry} and the previous contents. While
 * its files are being replaced it is called {@code NNNNNN.pending}; whoever finds one completes it.
 * Before that its {@code entry} is called {@code plan}; whoever finds that removes all of it. The
 * new contents are next to the files that they replace, so that only renames, which need no space,
 * come after the point of no return.
 *
 * <p>Undoing changes is an entry too; its file {@code forget} names the entries that it removes,
 * and it is removed itself as soon as they are.
 */
final class Journal {
  /** How many changes can be undone. */
  private static final int LEVELS = 50;

  private static final String PENDING = ".pending";
  private static final String PLAN = "plan";
  private static final String ENTRY = "entry";
  private static final String FORGET = "forget";
  private static final Pattern FINISHED = Pattern.compile("[0-9]+");
  private static final Pattern UNFINISHED = Pattern.compile("[0-9]+\\" + PENDING);

  private final Path folder;

  Journal(StateFolder state) {
    this.folder = state.path().resolve("journal");
  }

  /** Makes the change. An exception means that no file was touched. */
  void commit(String command, List<FileChange> changes) throws IOException {
    commit(command, changes, List.of());
  }

  private void commit(String command, List<FileChange> changes, List<String> forget)
      throws IOException {
    DurableFile.makeFolders(folder);
    Path pending = folder.resolve(Numbers.padded(next(), 6) + PENDING);
    List<JournalLine> lines = new ArrayList<>();
    try {
      DurableFile.makeFolders(pending);
      for (FileChange change : changes) {
        lines.add(JournalLine.of(change));
      }
      StringBuilder plan = new StringBuilder(command.replace('\n', ' ')).append('\n');
      lines.forEach(line -> plan.append(line.text()).append('\n'));
      DurableFile.create(pending.resolve(PLAN), plan.toString().getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < changes.size(); i++) {
        lines.get(i).stage(changes.get(i), before(pending, i));
      }
      if (!forget.isEmpty()) {
        byte[] names = String.join("\n", forget).getBytes(StandardCharsets.UTF_8);
        DurableFile.create(pending.resolve(FORGET), names);
      }
      DurableFile.replace(pending.resolve(PLAN), pending.resolve(ENTRY));
    } catch (IOException | RuntimeException e) {
      abandon(pending, lines);
      throw e;
    }
    settle(finish(pending, lines));
    prune();
  }

  /** Removes what was left by a change that did not reach the point of no return. */
  private static void abandon(Path pending, List<JournalLine> lines) throws IOException {
    for (JournalLine line : lines) {
      Files.deleteIfExists(line.temporary());
    }
    discard(pending);
  }

  /** The lines of a plan; none if it is incomplete, because then nothing else had been written. */
  private static List<JournalLine> planned(Path plan) throws IOException {
    byte[] text = DurableFile.content(plan);
    return text == null || text.length == 0 || text[text.length - 1] != '\n'
        ? List.of()
        : lines(Files.readAllLines(plan));
  }

  private static List<JournalLine> lines(List<String> text) {
    return text.stream().skip(1).map(JournalLine::parse).toList();
  }

  /**
   * Completes what another process began and could not finish; returns the commands that it
   * completed.
   */
  List<String> recover() throws IOException {
    List<String> finished = new ArrayList<>();
    for (Path pending : folders(true)) {
      Path entry = pending.resolve(ENTRY);
      if (!Files.exists(entry)) {
        // It died before the point of no return: nothing has changed.
        abandon(pending, planned(pending.resolve(PLAN)));
        continue;
      }
      List<String> text = Files.readAllLines(entry);
      finish(pending, lines(text));
      finished.add(text.getFirst());
    }
    for (Path done : folders(false)) {
      if (!Files.exists(done.resolve(ENTRY))) {
        discard(done); // It died while removing an old entry.
      } else {
        settle(done);
      }
    }
    return finished;
  }

  /** Removes the entries that a completed one undid, and then that one. */
  private void settle(Path done) throws IOException {
    Path forget = done.resolve(FORGET);
    if (Files.exists(forget)) {
      for (String name : Files.readAllLines(forget)) {
        discard(folder.resolve(name));
      }
      discard(done);
    }
  }

  private Path finish(Path pending, List<JournalLine> lines) throws IOException {
    for (JournalLine line : lines) {
      line.exchange();
    }
    String name = pending.getFileName().toString();
    Path done = folder.resolve(name.substring(0, name.length() - PENDING.length()));
    DurableFile.replace(pending, done);
    return done;
  }

  /**
   * The newest changes, as one change that undoes all of them.
   *
   * @param count how many; fewer if there are not so many
   * @throws EditedSince if a file does not contain what one of them wrote
   */
  Undoing undoing(int count) throws IOException {
    List<Path> newest = folders(false).reversed();
    newest = newest.subList(0, Math.min(count, newest.size()));
    Undoing undoing = new Undoing();
    for (Path entry : newest) {
      List<String> text = Files.readAllLines(entry.resolve(ENTRY));
      for (int i = 1; i < text.size(); i++) {
        JournalLine line = JournalLine.parse(text.get(i));
        byte[] before = DurableFile.content(before(entry, i - 1));
        if (!line.isBefore(before)) {
          throw new IOException(
              before(entry, i - 1) + " is not what was saved there; nothing was undone");
        }
        byte[] now = undoing.content(line.file());
        if (!line.isBefore(now) && !line.isAfter(now)) {
          throw new EditedSince(
              new FileChange(line.file(), now, before), undoing.commands().size());
        }
        undoing.put(line.file(), before);
      }
      undoing.add(text.getFirst(), entry.getFileName().toString());
    }
    return undoing;
  }

  /** Undoes changes: all of them or none. */
  void takeBack(Undoing undoing) throws IOException {
    commit("undo", undoing.changes(), undoing.names());
  }

  /** The commands that can be undone, newest first. */
  List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Path entry : folders(false).reversed()) {
      commands.add(Files.readAllLines(entry.resolve(ENTRY)).getFirst());
    }
    return commands;
  }

  /** Where the previous content of an entry's file is kept, if it had any. */
  private static Path before(Path entry, int index) {
    return entry.resolve(index + ".before");
  }

  private int next() {
    return Stream.concat(folders(true).stream(), folders(false).stream())
            .mapToInt(path -> Integer.parseInt(path.getFileName().toString().substring(0, 6)))
            .max()
            .orElse(0)
        + 1;
  }

  private void prune() throws IOException {
    List<Path> done = folders(false);
    for (Path old : done.subList(0, Math.max(0, done.size() - LEVELS))) {
      discard(old);
    }
  }

  /** Oldest first. */
  private List<Path> folders(boolean pending) {
    Pattern name = pending ? UNFINISHED : FINISHED;
    return FileTree.list(folder).stream()
        .filter(path -> name.matcher(path.getFileName().toString()).matches())
        .toList();
  }

  private static void discard(Path entry) throws IOException {
    Files.deleteIfExists(entry.resolve(ENTRY)); // First: without it, the rest counts as removed.
    FileTree.delete(entry);
  }
}
