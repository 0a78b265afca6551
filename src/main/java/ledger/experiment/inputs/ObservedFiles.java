package ledger.experiment.inputs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import ledger.evidence.record.Observed;
import ledger.experiment.inputs.WorkTree.Standing;
import ledger.io.FileStamp;

/** Decides which of the files that a run touched are inputs, and digests them. */
final class ObservedFiles {
  private final RunDemands demands;
  private final Places places;
  private final Notes notes;
  private final SortedMap<Path, FileStamp> declared;
  private final long start;
  private final NavigableMap<String, String> files = new TreeMap<>();
  private final Set<String> written = new TreeSet<>();
  private final Set<String> changed = new TreeSet<>();

  /**
   * @param declared what the header's patterns matched before the run
   * @param start when the run began, in nanoseconds since 1970
   */
  ObservedFiles(RunDemands demands, Notes notes, SortedMap<Path, FileStamp> declared, long start) {
    this.demands = demands;
    this.places = demands.places();
    this.notes = notes;
    this.declared = declared;
    this.start = start;
  }

  RunObservation.SeenOfRun result() {
    for (Path file : notes.written) {
      if (Files.exists(file) && places.mayBeFound(file)) {
        places.name(file).ifPresent(written::add);
      }
    }
    SortedMap<Path, Notes.Used> used = used();
    Map<Path, Standing> standing = demands.standing(used.keySet());
    used.forEach((file, how) -> opened(file, how, standing.getOrDefault(file, Standing.UNTRACKED)));
    declared();
    List<String> listings = listings();
    Observed observed =
        new Observed(files, lookups(), listings, demands.variables(), demands.declared());
    return new RunObservation.SeenOfRun(
        observed, List.copyOf(written), List.copyOf(notes.commands), List.copyOf(changed));
  }

  /** What was used and may count; bytecode is taken for its source. */
  private SortedMap<Path, Notes.Used> used() {
    SortedMap<Path, Notes.Used> used = new TreeMap<>();
    notes.used.forEach(
        (file, how) -> {
          Path source = Places.source(file);
          boolean own = source.equals(file);
          if (!isWritten(file)
              && !isWritten(source)
              && places.mayCount(source)
              && places.name(source).isPresent()
              && !demands.countsElsewhere(source)
              && !demands.isIgnored(places.name(source).get())) {
            Notes.Used read = own ? how : new Notes.Used(how.use(), FileStamp.of(source));
            used.merge(source, read, (before, more) -> own ? more : before);
          }
        });
    return used;
  }

  private boolean isWritten(Path file) {
    return Places.upwards(file).stream().anyMatch(notes.written::contains);
  }

  private void opened(Path file, Notes.Used how, Standing standing) {
    String name = places.name(file).orElseThrow();
    if (standing == Standing.IGNORED && !demands.isDeclared(name)) {
      return;
    }
    Optional<FileStamp> now = FileStamp.of(file);
    boolean wasThere = how.stamp().isPresent();
    if (how.use() == Notes.Use.ARGUMENT && !now.equals(how.stamp())) {
      written.add(name); // the command was given it to write
    } else if (!wasThere && now.isEmpty()) {
      files.put(name, Observed.ABSENT);
    } else if (!wasThere || isMadeByRun(file, how.stamp().get(), standing)) {
      written.add(name);
    } else if (how.use() == Notes.Use.BOTH && !now.equals(how.stamp())) {
      written.add(name);
    } else {
      if (!notes.touched.contains(file) && !now.equals(how.stamp())) {
        changed.add(name);
      }
      files.put(name, demands.digest(file).orElse(Observed.ABSENT));
    }
  }

  /**
   * Whether a file that was read was made while the run went on, which must have been by it or what
   * it started: an editor may have put a new file in the place of an old one, but an old one that
   * matters is tracked.
   */
  private boolean isMadeByRun(Path file, FileStamp seen, Standing standing) {
    if (standing == Standing.TRACKED || seen.modified() < start) {
      return false;
    }
    try {
      return Files.readAttributes(file, BasicFileAttributes.class)
              .creationTime()
              .to(TimeUnit.NANOSECONDS)
          >= start;
    } catch (IOException e) {
      return true; // gone again
    }
  }

  /** What nobody sees being read. */
  private void declared() {
    Set<Path> now = demands.declaredFiles();
    Set<Path> all = new TreeSet<>(declared.keySet());
    all.addAll(now);
    Map<Path, Standing> standing = demands.standing(all);
    for (Path file : all) {
      String name = places.name(file).orElseThrow();
      boolean counts = standing.get(file) != Standing.IGNORED || demands.isNamed(name);
      if (files.containsKey(name) || written.contains(name) || !counts || isWritten(file)) {
        continue;
      }
      FileStamp before = declared.get(file);
      if (!demands.isIgnored(name)) {
        if (!FileStamp.of(file).equals(Optional.ofNullable(before))) {
          changed.add(name);
        }
        files.put(name, demands.digest(file).orElse(Observed.ABSENT));
      }
    }
  }

  /** What was listed and not opened is there by its name only. */
  private List<String> listings() {
    Set<String> patterns = new TreeSet<>();
    for (Notes.ListedFolder listed : notes.listed) {
      Optional<String> folder = places.name(listed.folder());
      if (folder.isEmpty() || isWritten(listed.folder()) || !places.mayCount(listed.folder())) {
        continue;
      }
      patterns.add((folder.get().isEmpty() ? "" : folder.get() + "/") + listed.pattern());
      Set<Path> entries =
          new PathPattern(listed.pattern())
              .in(demands.files(), listed.folder(), places::mayBeFound, true);
      Map<Path, Standing> standing = demands.standing(entries);
      for (Path entry : entries) {
        String name = places.name(entry).orElse("");
        Standing how = standing.getOrDefault(entry, Standing.UNTRACKED);
        if (name.isEmpty()
            || files.containsKey(name)
            || written.contains(name)
            || how == Standing.IGNORED
            || !places.mayBeFound(entry)
            || isWritten(entry)
            || demands.isIgnored(name)
            || demands.countsElsewhere(entry)) {
          continue;
        }
        Optional<FileStamp> stamp = FileStamp.of(entry);
        if (stamp.isPresent() && isMadeByRun(entry, stamp.get(), how)) {
          written.add(name);
        } else {
          files.put(name, Observed.LISTED);
        }
      }
    }
    return List.copyOf(patterns);
  }

  /** By folder; behind the folder in which a module was found, nothing could take its place. */
  private SortedMap<String, List<String>> lookups() {
    SortedMap<String, Set<String>> names = new TreeMap<>();
    ModuleFolders folders = new ModuleFolders(places, demands.files());
    Set<Path> passedOver = new TreeSet<>();
    notes.looked.forEach(
        (module, searched) -> {
          for (Path folder : searched) {
            places
                .name(folder)
                .filter(name -> places.mayCount(folder))
                .ifPresent(name -> names.computeIfAbsent(name, n -> new TreeSet<>()).add(module));
            Optional<Path> found = folders.found(folder, module);
            if (found.isPresent()) {
              passedOver.add(found.get());
              break;
            }
          }
        });
    passedOver(passedOver);
    SortedMap<String, List<String>> lookups = new TreeMap<>();
    names.forEach((folder, modules) -> lookups.put(folder, new ArrayList<>(modules)));
    return lookups;
  }

  /** What could be loaded and was not (such as what is compiled for another Python). */
  private void passedOver(Set<Path> found) {
    found.removeIf(file -> places.name(file).map(files::containsKey).orElse(true));
    demands
        .standing(found)
        .forEach(
            (file, standing) -> {
              String name = places.name(file).orElseThrow();
              if (standing != Standing.IGNORED
                  && !demands.countsElsewhere(file)
                  && !demands.isIgnored(name)
                  && !isWritten(file)) {
                files.put(name, Observed.LISTED);
              }
            });
  }
}
