package ledger.evidence.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import ledger.document.TaskId;
import ledger.evidence.record.RunRecord;
import ledger.io.GuardedFiles;
import ledger.io.OutsideLink;
import ledger.text.InvalidText;
import ledger.text.LineEnds;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Reads one run record, and says where and why a file is not one. */
final class RecordFile {
  private static final int MIB = 1 << 20;

  private RecordFile() {}

  /**
   * Reads the record, if the file's text has the digest in its name; other line ends are not an
   * edit, because version control may change them.
   *
   * @param files opens it
   * @param task the task that the file's folder is named after
   * @throws DamagedRecord if the file is not a complete record, has been edited, or is in the wrong
   *     place
   */
  static RunRecord read(GuardedFiles files, TaskId task, Path file) {
    byte[] bytes = bytes(files, file);
    String name = String.valueOf(file.getFileName());
    String run = name.substring(0, name.length() - EvidenceStore.ENDING.length());
    return (RecordJson.isAsWritten(bytes, run) || RecordJson.isAsWritten(plain(bytes), run)
            ? RecordJson.trusted(bytes)
            : Optional.<RunRecord>empty())
        .filter(record -> record.run().equals(run) && record.task().equals(task))
        .filter(record -> run.startsWith(RecordJson.start(record)))
        .orElseThrow(() -> damaged(task, run, text(file, bytes)));
  }

  private static byte[] plain(byte[] bytes) {
    return LineEnds.plain(new String(bytes, StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What is wrong with a text that is not the record that its place says. */
  private static DamagedRecord damaged(TaskId task, String run, SourceText text) {
    RunRecord record;
    try {
      record = RecordJson.decode(text.content());
    } catch (JacksonException e) {
      return damaged(place(text, e.getLocation()), RecordJson.said(e));
    } catch (IllegalArgumentException e) {
      return damaged(top(text), String.valueOf(e.getMessage()));
    }
    if (!run.equals(record.run())) {
      return damaged(field(text, "run"), "it says that it is the run " + record.run());
    }
    if (!task.equals(record.task())) {
      return damaged(field(text, "task"), "it is a run of " + record.task());
    }
    return damaged(field(text, "run"), "it was changed after it was written");
  }

  private static byte[] bytes(GuardedFiles files, Path file) {
    try {
      if (files.isFile(file) && Files.size(files.resolved(file)) > EvidenceStore.LARGEST) {
        Problem.Place place = new Problem.Place(file.toString(), 1, 1, "", 0);
        throw damaged(place, "it is larger than " + EvidenceStore.LARGEST / MIB + " MiB");
      }
      byte[] bytes = files.isFile(file) ? files.content(file) : null;
      if (bytes == null) {
        throw damaged(new Problem.Place(file.toString(), 1, 1, "", 0), "it is not a file");
      }
      return bytes;
    } catch (OutsideLink e) {
      throw new DamagedRecord(e.problem());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the run record " + file, e);
    }
  }

  private static SourceText text(Path file, byte[] bytes) {
    try {
      return SourceText.decode(file.toString(), bytes);
    } catch (InvalidText e) {
      throw new DamagedRecord(e.problem());
    }
  }

  private static DamagedRecord damaged(Problem.Place place, String message) {
    return new DamagedRecord(
        Problem.error(
            "damaged-record",
            place,
            "this run record cannot be used: " + message.strip(),
            "restore the file from version control, or remove it and run the experiment again"));
  }

  private static Problem.Place top(SourceText text) {
    return text.place(new Span(0, 0));
  }

  /** The position of a field of the outermost object; the top of the file if it is gone. */
  private static Problem.Place field(SourceText text, String name) {
    for (int line = 0; line < text.lineCount(); line++) {
      Span span = text.line(line);
      if (span.of(text.content()).startsWith("  \"" + name + "\":")) {
        return text.place(new Span(span.start() + 2, span.start() + name.length() + 4));
      }
    }
    return top(text);
  }

  /**
   * @param location null where the parser gave up without one
   */
  private static Problem.Place place(SourceText text, @Nullable TokenStreamLocation location) {
    int line = location == null ? -1 : location.getLineNr() - 1;
    if (location == null || line < 0 || line >= text.lineCount()) {
      return top(text);
    }
    Span span = text.line(line);
    int at = Math.min(span.end(), span.start() + Math.max(0, location.getColumnNr() - 1));
    return text.place(new Span(at, at));
  }
}
