package ledger.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.io.GuardedFiles;
import org.jspecify.annotations.Nullable;

/** Changes that are to be undone together, newest first: what every file would contain then. */
final class Undoing {
  private final List<String> commands = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Map<Path, FileChange> files = new LinkedHashMap<>();
  private final GuardedFiles tree;

  /**
   * @param tree opens the files
   */
  Undoing(GuardedFiles tree) {
    this.tree = tree;
  }

  /** What the file contains once the changes so far are undone. */
  byte @Nullable [] content(Path file) throws IOException {
    FileChange change = files.get(file);
    return change == null ? tree.content(file) : change.after();
  }

  void put(Path file, byte @Nullable [] before) throws IOException {
    FileChange change = files.get(file);
    byte[] now = change == null ? tree.content(file) : change.before();
    files.put(file, new FileChange(file, now, before));
  }

  void add(String command, String name) {
    commands.add(command);
    names.add(name);
  }

  List<String> commands() {
    return List.copyOf(commands);
  }

  /** The journal's names of them. */
  List<String> names() {
    return List.copyOf(names);
  }

  /** Only the files that change. */
  List<FileChange> changes() {
    return files.values().stream()
        .filter(file -> !Arrays.equals(file.before(), file.after()))
        .toList();
  }
}
