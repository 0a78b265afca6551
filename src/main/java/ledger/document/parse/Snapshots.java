package ledger.document.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import ledger.document.Layout;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.text.SourceText;

/**
 * Reads many versions of one ledger, such as its history. If a version differs from an earlier one
 * only in rows, only the new rows are read; the result is that of {@link LedgerParser#parse}.
 */
public final class Snapshots {
  /** As many as there are parallel branches whose text around the tables differs. */
  private static final int KEPT = 8;

  private final Layout layout;

  /** Newest first. */
  private final Deque<TableFrame> frames = new ArrayDeque<>();

  public Snapshots(Layout layout) {
    this.layout = layout;
  }

  /**
   * Reads a version; an unknown priority counts as readable, because it says nothing about the
   * rows.
   */
  public Snapshot read(String path, byte[] bytes) {
    try {
      SourceText source = SourceText.decode(path, bytes);
      for (TableFrame frame : frames) {
        Optional<Snapshot> known = frame.read(source);
        if (known.isPresent()) {
          return known.get();
        }
      }
      return parsed(source);
    } catch (InvalidText e) {
      return unreadable(e.problem());
    }
  }

  private Snapshot parsed(SourceText source) {
    Parsed parsed = LedgerParser.parse(source, layout);
    for (Problem problem : parsed.problems()) {
      if (!problem.rule().equals("unknown-priority")) {
        return unreadable(problem);
      }
    }
    TableFrame.of(parsed.ledger()).ifPresent(this::keep);
    return new Snapshot(parsed.ledger().tasks(), "");
  }

  private void keep(TableFrame frame) {
    if (frames.size() == KEPT) {
      frames.removeLast();
    }
    frames.addFirst(frame);
  }

  private static Snapshot unreadable(Problem problem) {
    return new Snapshot(List.of(), problem.place() + ": " + problem.message());
  }
}
