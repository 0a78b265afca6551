package ledger.evidence.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import ledger.document.TaskId;
import ledger.evidence.compare.Calibration;
import ledger.evidence.record.Acceptance;
import ledger.evidence.record.RunRecord;
import ledger.io.DurableFile;
import ledger.io.GuardedFiles;
import ledger.text.Problem;

/**
 * The run records in a folder, at {@code TASK/RUN.json}. Files are added and never changed.
 *
 * <p>Every reading method throws {@link DamagedRecord} for a file that is not a complete record,
 * that has been edited, or that is in the wrong place. Names that begin with a dot, and names that
 * do not end in {@code .json}, are not records.
 */
public final class EvidenceStore {
  public static final Comparator<RunRecord> NEWEST_FIRST =
      Comparator.comparing(RunHead::of, RunHead.NEWEST_FIRST);

  /** The largest file that is read, in bytes: ten million samples fit. */
  public static final long LARGEST = 128L << 20;

  static final String ENDING = ".json";

  private final GuardedFiles files;
  private final Path folder;

  /**
   * @param files opens the records
   * @param folder {@code ledger/results}; it may be missing
   */
  public EvidenceStore(GuardedFiles files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /** The record with the ID that follows from its content. */
  public static RunRecord identified(RunRecord draft) {
    return RecordJson.withRun(draft, RecordJson.idOf(draft));
  }

  /** The task's runs, newest first. */
  public List<RunRecord> runs(TaskId task) {
    List<RunRecord> runs = new ArrayList<>();
    for (Path file : files.list(of(task))) {
      if (isRecord(file)) {
        runs.add(RecordFile.read(files, task, file));
      }
    }
    runs.sort(NEWEST_FIRST);
    return List.copyOf(runs);
  }

  /**
   * The beginnings of the task's records, in any order. Nothing else is read, so a record may still
   * turn out to be damaged further on.
   */
  public List<RunHead> heads(TaskId task) {
    List<RunHead> heads = new ArrayList<>();
    for (Path file : files.list(of(task))) {
      if (isRecord(file)) {
        heads.add(HeadReader.read(files, task, file));
      }
    }
    return heads;
  }

  /** Every task's runs, newest first. */
  public List<RunRecord> all() {
    List<RunRecord> runs = new ArrayList<>();
    for (Path child : files.list(folder)) {
      Optional<TaskId> task = TaskId.parse(String.valueOf(child.getFileName()));
      if (task.isPresent() && Files.isDirectory(child)) {
        runs.addAll(runs(task.get()));
      }
    }
    runs.sort(NEWEST_FIRST);
    return List.copyOf(runs);
  }

  /** Accepted edits after runs of the task. */
  public List<Acceptance> acceptances(TaskId task) {
    return ContentNamedFolder.accepted(files, of(task)).read();
  }

  /** Stores an acceptance, completely or not at all. Storing the same one twice has no effect. */
  public Path accept(TaskId task, Acceptance acceptance) {
    return keep(ContentNamedFolder.accepted(files, of(task)).named(acceptance));
  }

  /** The measured noise of the task's experiments. */
  public List<Calibration> calibrations(TaskId task) {
    return ContentNamedFolder.calibrations(files, of(task)).read();
  }

  /** Stores a calibration, completely or not at all. Storing the same one twice has no effect. */
  public Path calibrate(TaskId task, Calibration calibration) {
    return keep(ContentNamedFolder.calibrations(files, of(task)).named(calibration));
  }

  private Path keep(ContentNamedFolder.ContentNamedFile named) {
    try {
      if (!Files.exists(named.file())) {
        byte[] content = named.content().getBytes(StandardCharsets.UTF_8);
        DurableFile.publish(files.resolved(named.file()), content);
      }
      return named.file();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + named.file(), e);
    }
  }

  private Path of(TaskId task) {
    return folder.resolve(task.value());
  }

  /** Where the record with this ID is or would be. */
  public Path path(TaskId task, String run) {
    return of(task).resolve(run + ENDING);
  }

  /**
   * Writes a new record, completely or not at all; it is on disk when this returns.
   *
   * @return the file
   * @throws IllegalArgumentException if the record's ID is not the one of {@link #identified}
   * @throws UncheckedIOException if it cannot be written, or already exists
   */
  public Path write(RunRecord record) {
    if (!record.run().equals(RecordJson.idOf(record))) {
      throw new IllegalArgumentException(
          "the ID " + record.run() + " is not that of the record's content");
    }
    Path file = path(record.task(), record.run());
    byte[] content = RecordJson.encode(record).getBytes(StandardCharsets.UTF_8);
    try {
      if (content.length > LARGEST) {
        throw new IOException("it would be larger than any record that is read");
      }
      DurableFile.publish(files.resolved(file), content);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the run record " + file, e);
    }
  }

  /** Every file of the store that is damaged, or that is not a record but is among them. */
  public List<Problem> audit() {
    List<Problem> problems = new ArrayList<>();
    for (Path child : files.list(folder)) {
      Optional<TaskId> task = TaskId.parse(String.valueOf(child.getFileName()));
      if (isForGit(child)) {
        continue;
      }
      if (task.isEmpty() || !isFolder(child)) {
        problems.add(stranger(child, "only folders named after tasks belong here"));
        continue;
      }
      for (Path file : files.list(child)) {
        if (file.endsWith(ContentNamedFolder.ACCEPTED) && isFolder(file)) {
          problems.addAll(acceptancesAudit(task.get()));
        } else if (file.endsWith(ContentNamedFolder.CALIBRATIONS) && isFolder(file)) {
          problems.addAll(calibrationsAudit(task.get()));
        } else if (isRecord(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          try {
            RecordFile.read(files, task.get(), file);
          } catch (DamagedRecord e) {
            problems.add(e.problem());
          }
        } else if (!isForGit(file)) {
          problems.add(stranger(file, "only run records belong here"));
        }
      }
    }
    return List.copyOf(problems);
  }

  /**
   * Evidence must not contain links: what a link leads to may change, and is not copied with it.
   */
  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private List<Problem> acceptancesAudit(TaskId task) {
    return ContentNamedFolder.accepted(files, of(task))
        .audit(
            kept ->
                Files.exists(path(task, kept.run()))
                    ? ""
                    : "its field run names " + kept.run() + ", which is not here");
  }

  /** Acceptances and calibrations that are meaningless without a run. */
  public List<Path> about(TaskId task, String run) {
    List<Path> found = new ArrayList<>();
    found.addAll(
        ContentNamedFolder.accepted(files, of(task)).where(kept -> kept.run().equals(run)));
    found.addAll(
        ContentNamedFolder.calibrations(files, of(task)).where(kept -> kept.runs().contains(run)));
    return List.copyOf(found);
  }

  /** Each calibration is measured again from the runs that it names. */
  private List<Problem> calibrationsAudit(TaskId task) {
    List<RunRecord> runs;
    try {
      runs = runs(task);
    } catch (DamagedRecord e) {
      return List.of(); // already reported; the figures that follow from it cannot be computed
    }
    return ContentNamedFolder.calibrations(files, of(task))
        .audit(
            kept -> {
              List<RunRecord> named =
                  runs.stream().filter(run -> kept.runs().contains(run.run())).toList();
              String runIds = "its field runs does not name at least three runs that exist here";
              return Calibration.of(named)
                  .filter(now -> now.runs().equals(kept.runs()))
                  .map(now -> ContentNamedFolder.difference(kept, now))
                  .map(
                      field ->
                          field.isEmpty()
                              ? ""
                              : "its field " + field + " does not follow from its runs")
                  .orElse(runIds);
            });
  }

  private static boolean isForGit(Path file) {
    return String.valueOf(file.getFileName()).startsWith(".git");
  }

  private static Problem stranger(Path file, String why) {
    Problem.Place place = new Problem.Place(file.toString(), 1, 1, "", 0);
    return Problem.error(
        "stray-file", place, "this is not a run record; " + why, "move it elsewhere");
  }

  private static boolean isRecord(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(ENDING) && !name.startsWith(".");
  }
}
