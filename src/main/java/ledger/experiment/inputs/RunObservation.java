package ledger.experiment.inputs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import ledger.evidence.record.Observed;
import ledger.io.FileStamp;

/** Observes which files one run uses, from before its start to after its end. */
public final class RunObservation {
  private static final String OBSERVER = "observe.py";

  private final Path folder;
  private final Path notes;
  private final RunDemands demands;
  private final SortedMap<Path, FileStamp> declared = new TreeMap<>();
  private final long start;

  /**
   * Prepares it: what is in the folder afterwards is for the run's processes.
   *
   * @param scratch a folder of the run, with links resolved
   */
  RunObservation(Path scratch, RunDemands demands) throws IOException {
    this.folder = Files.createDirectory(scratch.resolve("observe"));
    this.notes = scratch.resolve("observed");
    this.demands = demands;
    Files.write(folder.resolve("sitecustomize.py"), HarnessFiles.resource(OBSERVER));
    for (Path file : demands.declaredFiles()) {
      FileStamp.of(file).ifPresent(stamp -> declared.put(file, stamp));
    }
    List<String> lines = new ArrayList<>();
    for (Path top : demands.places().tops()) {
      lines.add("root " + top);
      lines.add("skip " + top.resolve(".ledger"));
      lines.add("skip " + top.resolve(".git"));
    }
    lines.add("skip " + demands.places().root().resolve(".ledger"));
    lines.add("skip " + scratch);
    lines.add("out " + notes);
    Path settings = Files.writeString(folder.resolve("observe.txt"), String.join("\n", lines));
    this.start = born(settings);
  }

  /** When the file was made, by the file system's own clock, in nanoseconds since 1970. */
  private static long born(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class)
        .creationTime()
        .to(TimeUnit.NANOSECONDS);
  }

  /**
   * What the run's processes need in their environment.
   *
   * @param path the PYTHONPATH that the run has besides; empty for none
   */
  public Map<String, String> variables(String path) {
    return Map.of(
        "PYTHONPATH",
        path.isEmpty() ? folder.toString() : folder + File.pathSeparator + path,
        "PYTHONPYCACHEPREFIX",
        folder.resolve("bytecode").toString());
  }

  /**
   * What was seen.
   *
   * @param observed what the run depends on
   * @param written what it wrote, by name
   * @param commands programs whose own reading was not seen
   * @param changed inputs that somebody else changed while it ran, by name
   */
  public record SeenOfRun(
      Observed observed, List<String> written, List<String> commands, List<String> changed) {}

  /**
   * What was seen on another host, as it is here: {@code changed} names what differs from there.
   */
  static SeenOfRun elsewhere(RunDemands demands, ReportedNotes reported) {
    Notes notes = Notes.reported(reported.notes(), demands.places());
    SeenOfRun seen = new ObservedFiles(demands, notes, new TreeMap<>(), Long.MAX_VALUE).result();
    Map<String, String> there = new TreeMap<>();
    reported.notes().stream()
        .filter(note -> Notes.FILES.contains(note.kind()))
        .forEach(
            note -> there.put(note.name(), note.more().isEmpty() ? Observed.ABSENT : note.more()));
    List<String> differing = new ArrayList<>(seen.changed());
    seen.observed()
        .files()
        .forEach(
            (name, digest) -> {
              if (!there.getOrDefault(name, digest).equals(digest)) {
                differing.add(name);
              }
            });
    return new SeenOfRun(seen.observed(), seen.written(), seen.commands(), differing);
  }

  /** The result, after the run; empty if no process of it could be observed. */
  public Optional<SeenOfRun> result() throws IOException {
    Optional<Notes> read = Notes.read(notes);
    return read.isEmpty()
        ? Optional.empty()
        : Optional.of(new ObservedFiles(demands, read.get(), declared, start).result());
  }
}
