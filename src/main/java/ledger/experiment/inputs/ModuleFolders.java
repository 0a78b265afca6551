package ledger.experiment.inputs;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import ledger.io.FileTree;
import ledger.io.GuardedFiles;

/**
 * What Python would load from a folder for the name of a module. Each folder is listed once; of the
 * project's, those that links lead out of it have nothing to load.
 */
final class ModuleFolders {
  private final Places places;
  private final GuardedFiles files;
  private final Map<Path, NavigableSet<String>> names = new ConcurrentHashMap<>();

  ModuleFolders(Places places, GuardedFiles files) {
    this.places = places;
    this.files = files;
  }

  /**
   * The file that is loaded: a package before a compiled module before a source; empty if there is
   * none, or only a folder without a file of its own to load.
   */
  Optional<Path> found(Path folder, String module) {
    NavigableSet<String> entries = names.computeIfAbsent(folder, this::names);
    if (entries.contains(module)) {
      Path init = folder.resolve(module).resolve("__init__.py");
      if (Files.isRegularFile(files.origins().add(init))) {
        return Optional.of(init);
      }
    }
    String dot = module + ".";
    for (String name : entries.tailSet(dot)) {
      if (!name.startsWith(dot)) {
        break;
      }
      if (name.endsWith(".so") || name.endsWith(".pyd")) {
        return Optional.of(folder.resolve(name));
      }
    }
    for (String ending : new String[] {"py", "pyc"}) {
      if (entries.contains(dot + ending)) {
        return Optional.of(folder.resolve(dot + ending));
      }
    }
    return Optional.empty();
  }

  private NavigableSet<String> names(Path folder) {
    NavigableSet<String> names = new TreeSet<>();
    try {
      boolean own = places.name(folder).isPresent();
      (own ? files.list(folder) : FileTree.list(folder))
          .forEach(entry -> names.add(String.valueOf(entry.getFileName())));
    } catch (UncheckedIOException e) {
      return names; // what cannot be listed has nothing to load
    }
    return names;
  }
}
