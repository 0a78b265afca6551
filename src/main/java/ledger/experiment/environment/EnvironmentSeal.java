package ledger.experiment.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import ledger.experiment.environment.Alteration.How;
import ledger.io.DurableFile;
import org.jspecify.annotations.Nullable;

/**
 * Says whether an environment is as it was when somebody looked at it. The marker, which is written
 * after a look and is short, holds one digest of the stamps of all files; what it takes to say
 * which of them is another one is in a second file, which is read only then.
 *
 * @param folder the environment
 */
record EnvironmentSeal(Path folder) {
  static final String MARKER = "ledger-complete";
  private static final String FILES = "ledger-files";

  /** What was known of a file. */
  private record Noted(String digest, String stamp) {}

  /** What the marker holds. */
  private record Marked(String python, String fingerprint) {}

  static boolean isOwn(Path folder, Path file) {
    return folder.equals(file.getParent()) && (file.endsWith(MARKER) || file.endsWith(FILES));
  }

  Path python() {
    return folder.resolve("bin/python");
  }

  /** Whether somebody looked at it once, and there is an interpreter. */
  boolean isMade() {
    return Files.isRegularFile(folder.resolve(MARKER)) && Files.isExecutable(python());
  }

  /** The version of its Python at the last look; empty before the first one. */
  Optional<String> version() {
    return marked().map(Marked::python);
  }

  /** Whether nothing was touched since the last look; false before that. */
  boolean isUntouched() throws IOException {
    Optional<Marked> marked = marked();
    return marked.isPresent()
        && marked
            .get()
            .fingerprint
            .equals(InstalledFiles.fingerprint(InstalledFiles.stamps(folder)));
  }

  /**
   * What is otherwise than at the last look; before that, otherwise than the lock file has it. If
   * there is nothing, this is remembered.
   *
   * @param pins what has to be installed
   */
  List<Alteration> look(Requirements.Pins pins) throws IOException {
    Optional<Marked> marked = marked();
    SortedMap<String, String> stamps = InstalledFiles.stamps(folder);
    String version = PythonFinder.version(python()).orElse("none that works");
    SortedMap<String, Noted> known = marked.isPresent() ? known() : new TreeMap<>();
    List<Alteration> found = new ArrayList<>();
    if (marked.isPresent() && !marked.get().python.equals(version)) {
      found.add(new Alteration("Python " + marked.get().python, How.REMOVED));
      found.add(new Alteration("Python " + version, How.ADDED));
    }
    TreeSet<String> unknown = new TreeSet<>(stamps.keySet());
    unknown.removeIf(path -> isAsKnown(known.get(path), stamps.get(path)));
    SortedMap<String, String> digests = InstalledFiles.digests(folder, unknown);
    known.forEach((path, each) -> digests.putIfAbsent(path, each.digest));
    if (known.isEmpty()) {
      found.addAll(new InstalledPackages(folder, digests).faults(pins));
    } else {
      found.addAll(InstalledPackages.grouped(altered(known, stamps, digests)));
    }
    if (found.isEmpty()) {
      digests.keySet().retainAll(stamps.keySet());
      try {
        keep(stamps, digests, new Marked(version, InstalledFiles.fingerprint(stamps)));
      } catch (IOException e) {
        if (!isMade()) {
          throw e;
        } // it is whole all the same, and is looked at again before the next run
      }
    }
    return List.copyOf(found);
  }

  private static boolean isAsKnown(@Nullable Noted known, @Nullable String stamp) {
    return known != null && known.stamp.equals(stamp);
  }

  private static SortedMap<String, How> altered(
      SortedMap<String, Noted> known,
      SortedMap<String, String> stamps,
      SortedMap<String, String> digests) {
    SortedMap<String, How> altered = new TreeMap<>();
    for (String path : known.keySet()) {
      if (!stamps.containsKey(path)) {
        altered.put(path, How.REMOVED);
      }
    }
    for (String path : stamps.keySet()) {
      Noted before = known.get(path);
      if (before == null) {
        altered.put(path, How.ADDED);
      } else if (!before.digest.equals(digests.get(path))) {
        altered.put(path, How.EDITED);
      }
    }
    return altered;
  }

  private Optional<Marked> marked() {
    List<String> lines = lines(MARKER);
    return lines.size() == 2 && lines.get(0).startsWith("python ")
        ? Optional.of(new Marked(lines.get(0).substring("python ".length()), lines.get(1)))
        : Optional.empty();
  }

  /** Empty if it cannot be read, which is as if nobody had looked. */
  private SortedMap<String, Noted> known() {
    SortedMap<String, Noted> known = new TreeMap<>();
    for (String line : lines(FILES)) {
      String[] fields = line.split("\t", 3);
      if (fields.length == 3) {
        known.put(fields[2], new Noted(fields[0], fields[1]));
      }
    }
    return known;
  }

  private List<String> lines(String name) {
    try {
      return Files.readString(folder.resolve(name)).lines().toList();
    } catch (IOException e) {
      return List.of(); // garbage is as good as nothing: somebody has to look
    }
  }

  private void keep(
      SortedMap<String, String> stamps, SortedMap<String, String> digests, Marked marked)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    digests.forEach(
        (path, digest) ->
            lines
                .append(digest)
                .append('\t')
                .append(Objects.requireNonNull(stamps.get(path)))
                .append('\t')
                .append(path)
                .append('\n'));
    DurableFile.overwrite(folder.resolve(FILES), bytes(lines.toString()));
    String text = "python " + marked.python + "\n" + marked.fingerprint + "\n";
    DurableFile.overwrite(folder.resolve(MARKER), bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
