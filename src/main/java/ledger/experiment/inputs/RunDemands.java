package ledger.experiment.inputs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import ledger.evidence.record.Observed.Declared;
import ledger.io.FileDigests;
import ledger.io.GuardedFiles;

/**
 * What is known of an experiment's inputs without running it: where they may be, what its header
 * declares, and what counts elsewhere in the record.
 *
 * @param files lists folders and opens files
 * @param script the experiment's script, whose digest is kept by itself
 * @param elsewhere other files that count in a digest of their own, such as lock files
 * @param variables those of the user's variables that the run gets on request
 */
record RunDemands(
    Places places,
    WorkTree tree,
    GuardedFiles files,
    FileDigests digests,
    Path script,
    Set<Path> elsewhere,
    Declared declared,
    SortedMap<String, String> variables) {
  RunDemands {
    elsewhere = Set.copyOf(elsewhere);
    variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
  }

  /** The same with what a header declared earlier. */
  RunDemands with(Declared then) {
    return new RunDemands(places, tree, files, digests, script, elsewhere, then, variables);
  }

  Optional<String> digest(Path file) {
    return digests.of(file, FileDigests.DigestForm.CONTENT);
  }

  /** Whether the file counts in a digest of its own. */
  boolean countsElsewhere(Path file) {
    Path real = places.tracked(file);
    return real.equals(places.tracked(script)) || elsewhere.contains(real);
  }

  /** Whether the header says that a file is not an input. */
  boolean isIgnored(String name) {
    return declared.ignore().stream().anyMatch(pattern -> covers(pattern, name));
  }

  /** Whether the header declares a file as an input. */
  boolean isDeclared(String name) {
    return declared.inputs().stream().anyMatch(pattern -> covers(pattern, name));
  }

  /** Patterns start at the workspace, or beside the script. */
  private boolean covers(String pattern, String name) {
    PathPattern compiled = new PathPattern(pattern);
    return compiled.matches(name)
        || places
            .name(places.tracked(script))
            .map(own -> own.substring(0, own.lastIndexOf('/') + 1))
            .filter(name::startsWith)
            .filter(beside -> compiled.matches(name.substring(beside.length())))
            .isPresent();
  }

  /** The files that the header's patterns match now, apart from what never counts. */
  SortedSet<Path> declaredFiles() {
    SortedSet<Path> found = new TreeSet<>();
    Predicate<Path> enters = places::mayCount;
    Path beside = script.getParent();
    for (String pattern : declared.inputs()) {
      PathPattern compiled = new PathPattern(pattern);
      for (Path start : beside == null ? List.of(places.root()) : List.of(places.root(), beside)) {
        for (Path file : compiled.in(files, start, enters, false)) {
          boolean named = compiled.isLiteral() && file.equals(start.resolve(pattern).normalize());
          if (named || places.mayBeFound(file)) {
            found.add(file);
          }
        }
      }
    }
    found.removeIf(file -> countsElsewhere(file) || places.name(file).isEmpty());
    return found;
  }

  /** Whether the header names the file itself, and not by a pattern. */
  boolean isNamed(String name) {
    return declared.inputs().stream()
        .filter(pattern -> new PathPattern(pattern).isLiteral())
        .filter(pattern -> !Files.isDirectory(files.origins().add(places.file(pattern))))
        .anyMatch(pattern -> covers(pattern, name));
  }

  /** How files stand with version control, by the path that is given. */
  Map<Path, WorkTree.Standing> standing(Collection<Path> files) {
    Map<Path, Path> tracked = new TreeMap<>();
    files.forEach(file -> tracked.put(file, places.tracked(file)));
    Map<Path, WorkTree.Standing> known = tree.standing(Set.copyOf(tracked.values()));
    Map<Path, WorkTree.Standing> all = new TreeMap<>();
    tracked.forEach(
        (file, real) -> all.put(file, known.getOrDefault(real, WorkTree.Standing.UNTRACKED)));
    return all;
  }
}
