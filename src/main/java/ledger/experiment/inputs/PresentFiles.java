package ledger.experiment.inputs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import ledger.evidence.record.Observed;
import ledger.evidence.record.Observed.Declared;
import ledger.experiment.inputs.WorkTree.Standing;

/**
 * What has become of the files that a run used, and which files are there now that it would have
 * used if they had been there.
 */
final class PresentFiles {
  /** In place of a digest, of a file that no record can have. */
  private static final String NEW = "new";

  private final RunDemands demands;
  private final Places places;
  private final ModuleFolders folders;

  /**
   * @param demands of the experiment as it is now, with what its header declared for the run
   */
  PresentFiles(RunDemands demands, ModuleFolders folders) {
    this.demands = demands;
    this.places = demands.places();
    this.folders = folders;
  }

  /**
   * The same files as in the record, as they are now.
   *
   * @param written what the run wrote, by name, which it would not take for an input
   * @param declared what the header declares now
   */
  Observed of(Observed then, Set<String> written, Declared declared) {
    SortedMap<String, String> files = new TreeMap<>();
    then.files().forEach((name, digest) -> present(files, name, digest));
    SortedMap<String, Path> more = new TreeMap<>();
    then.lookups().forEach((folder, modules) -> loaded(more, folder, modules));
    then.listings().forEach(pattern -> listed(more, pattern));
    demands
        .declaredFiles()
        .forEach(file -> places.name(file).ifPresent(name -> more.put(name, file)));
    more.keySet().removeAll(then.files().keySet());
    more.keySet().removeIf(name -> isWritten(written, name) || demands.isIgnored(name));
    more.values().removeIf(demands::countsElsewhere);
    if (!more.isEmpty()) {
      Map<Path, Standing> standing = demands.standing(new TreeSet<>(more.values()));
      more.forEach(
          (name, file) -> {
            if (standing.get(file) != Standing.IGNORED || demands.isNamed(name)) {
              files.put(name, NEW);
            }
          });
    }
    return new Observed(files, then.lookups(), then.listings(), demands.variables(), declared);
  }

  private void present(SortedMap<String, String> files, String name, String then) {
    Path file = demands.files().origins().add(places.file(name));
    switch (then) {
      case Observed.ABSENT -> files.put(name, Files.exists(file) ? NEW : Observed.ABSENT);
      case Observed.LISTED -> {
        if (isThere(file)) {
          files.put(name, Observed.LISTED);
        }
      }
      default -> demands.digest(file).ifPresent(digest -> files.put(name, digest));
    }
  }

  /** Not behind a link that leads out: as little is known of that as of a file there. */
  private boolean isThere(Path file) {
    try {
      return Files.exists(demands.files().inRealFolder(file), LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return false;
    }
  }

  private void loaded(SortedMap<String, Path> more, String folder, Iterable<String> modules) {
    Path at = places.file(folder);
    if (places.name(at).isEmpty()) {
      return; // no run notes a folder of somewhere else
    }
    for (String module : modules) {
      folders
          .found(at, module)
          .ifPresent(file -> places.name(file).ifPresent(name -> more.put(name, file)));
    }
  }

  private void listed(SortedMap<String, Path> more, String pattern) {
    for (Path entry :
        new PathPattern(pattern).in(demands.files(), places.root(), places::mayBeFound, true)) {
      if (places.mayBeFound(entry)) {
        places.name(entry).ifPresent(name -> more.put(name, entry));
      }
    }
  }

  private static boolean isWritten(Set<String> written, String name) {
    for (int slash = name.length(); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
      if (written.contains(name.substring(0, slash))) {
        return true;
      }
    }
    return false;
  }
}
