package ledger.evidence.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import ledger.document.TaskId;
import ledger.evidence.record.RunRecord;
import ledger.text.InvalidText;
import ledger.text.LineEnds;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Reads one run record, and says where and why a file is not one. */
final class RecordFile {
  private RecordFile() {}

  /**
   * Reads the record, and trusts a file whose text has the digest in its name.
   *
   * @param task the task that the file's folder is named after
   * @throws DamagedRecord if the file is not a complete record, has been edited, or is in the wrong
   *     place
   */
  static RunRecord read(TaskId task, Path file) {
    byte[] bytes = bytes(file);
    String name = String.valueOf(file.getFileName());
    String run = name.substring(0, name.length() - EvidenceStore.ENDING.length());
    if (RecordJson.isAsWritten(bytes, run)) {
      Optional<RunRecord> record =
          RecordJson.believed(bytes).filter(r -> r.run().equals(run) && r.task().equals(task));
      if (record.isPresent() && run.startsWith(RecordJson.start(record.get()))) {
        return record.get();
      }
    }
    SourceText text = text(file, bytes);
    RunRecord record = decoded(task, name, text);
    written(text, record);
    return record;
  }

  /** The same, checking the digest of each field and of the record as read. */
  static RunRecord audited(TaskId task, Path file) {
    SourceText text = text(file, bytes(file));
    RunRecord record = decoded(task, String.valueOf(file.getFileName()), text);
    String written = written(text, record);
    String found = LineEnds.plain(text.content());
    if (!found.equals(written)) {
      throw damaged(
          line(text, differing(found, written)),
          "its values are as they were written, but not its form: spaces, line breaks, or the order of its fields");
    }
    return record;
  }

  /** The text of a record that has its own ID. */
  private static String written(SourceText text, RunRecord record) {
    String written = RecordJson.encode(record);
    byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
    if (!RecordJson.isAsWritten(bytes, record.run())
        || !record.run().startsWith(RecordJson.start(record))) {
      throw damaged(
          field(text, "run"),
          "it was changed after it was written: its content is not that of its ID");
    }
    return written;
  }

  /** The first line (counted from 0) in which two texts differ. */
  private static int differing(String one, String other) {
    List<String> lines = one.lines().toList();
    List<String> others = other.lines().toList();
    int line = 0;
    while (line < Math.min(lines.size(), others.size())
        && lines.get(line).equals(others.get(line))) {
      line++;
    }
    return line;
  }

  private static Problem.Place line(SourceText text, int line) {
    return text.place(text.line(Math.min(line, text.lineCount() - 1)));
  }

  private static RunRecord decoded(TaskId task, String name, SourceText text) {
    RunRecord record;
    try {
      record = RecordJson.decode(text.content());
    } catch (JacksonException e) {
      throw damaged(place(text, e.getLocation()), RecordJson.said(e));
    } catch (RecordJson.ChangedField e) {
      throw damaged(field(text, e.field()), String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw damaged(top(text), String.valueOf(e.getMessage()));
    }
    if (!name.equals(record.run() + EvidenceStore.ENDING)) {
      throw damaged(field(text, "run"), "it says that it is the run " + record.run());
    }
    if (!task.equals(record.task())) {
      throw damaged(field(text, "task"), "it is a run of " + record.task());
    }
    return record;
  }

  private static byte[] bytes(Path file) {
    if (!Files.isRegularFile(file)) {
      Problem.Place place = new Problem.Place(file.toString(), 1, 1, "", 0);
      throw damaged(place, "it is not a file");
    }
    try {
      return Files.readAllBytes(file);
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

  private static Problem.Place place(SourceText text, TokenStreamLocation location) {
    int line = location.getLineNr() - 1;
    if (line < 0 || line >= text.lineCount()) {
      return top(text);
    }
    Span span = text.line(line);
    int at = Math.min(span.end(), span.start() + Math.max(0, location.getColumnNr() - 1));
    return text.place(new Span(at, at));
  }
}
