package ledger.experiment.inputs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ledger.io.FileStamp;

/** What {@code observe.py} wrote down in the processes of one run, put together. */
final class Notes {
  /** How a file was used; of several uses the first of these counts. */
  enum Use {
    READ,
    /** Opened for reading and for writing. */
    BOTH,
    /** Named in a command that was started. */
    ARGUMENT
  }

  /**
   * A file that was used.
   *
   * @param stamp before its first use; empty if it was not there
   */
  record Used(Use use, Optional<FileStamp> stamp) {}

  /** A folder that was listed. */
  record ListedFolder(Path folder, String pattern) {}

  /** Kinds of notes about a file that was used. */
  static final Set<String> FILES = Set.of("read", "both", "argument");

  final Map<Path, Used> used = new LinkedHashMap<>();
  final Set<Path> written = new LinkedHashSet<>();
  final Set<Path> touched = new LinkedHashSet<>();
  final Set<ListedFolder> listed = new LinkedHashSet<>();

  /** By module name, where it was looked for, in that order. */
  final Map<String, Set<Path>> looked = new LinkedHashMap<>();

  final Set<String> commands = new TreeSet<>();

  private Notes() {}

  /** Empty if no process of the run could be observed. */
  static Optional<Notes> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    List<String> fields = fields(Files.readAllBytes(file));
    Notes notes = new Notes();
    for (int i = 0; i + 2 < fields.size(); i += 3) {
      try {
        notes.take(fields.get(i), fields.get(i + 1), fields.get(i + 2));
      } catch (InvalidPathException unnamable) {
        // This system's Java cannot name it, now or later.
      }
    }
    return Optional.of(notes);
  }

  /**
   * The same from another host, on which every file was as it is here: whether that is so is for
   * the caller to find out.
   */
  static Notes reported(List<ReportedNotes.Note> reported, Places places) {
    Notes notes = new Notes();
    for (ReportedNotes.Note note : reported) {
      try {
        boolean command = note.kind().equals("command");
        Path path = command ? null : places.file(note.name());
        String stamp =
            path != null && FILES.contains(note.kind()) && !note.more().isEmpty()
                ? FileStamp.of(path).map(FileStamp::toText).orElse("")
                : note.more();
        notes.take(note.kind(), path == null ? note.name() : path.toString(), stamp);
      } catch (InvalidPathException unnamable) {
        // No file here can have this name.
      }
    }
    return notes;
  }

  private static List<String> fields(byte[] bytes) {
    List<String> fields = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        fields.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return fields;
  }

  private void take(String kind, String path, String more) {
    switch (kind) {
      case "read" -> use(path, Use.READ, more);
      case "both" -> use(path, Use.BOTH, more);
      case "argument" -> use(path, Use.ARGUMENT, more);
      case "write" -> written.add(Path.of(path));
      case "touch" -> touched.add(Path.of(path));
      case "list" -> listed.add(new ListedFolder(Path.of(path), more));
      case "look" -> looked.computeIfAbsent(more, m -> new LinkedHashSet<>()).add(Path.of(path));
      case "command" -> commands.add(path);
      default -> {} // that it started
    }
  }

  private void use(String path, Use use, String stamp) {
    used.merge(
        Path.of(path),
        new Used(use, FileStamp.parse(stamp)),
        (first, next) ->
            next.use.compareTo(first.use) < 0 ? new Used(next.use, first.stamp) : first);
  }
}
