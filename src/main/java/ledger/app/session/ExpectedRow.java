package ledger.app.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import ledger.document.Column;
import ledger.document.Task;
import ledger.io.Sha256;

/**
 * A row as somebody read it: an edit that is made from it must not overwrite what others have
 * changed since.
 *
 * @param id of its task, as the user wrote it
 * @param digest see {@link #digest}
 */
public record ExpectedRow(String id, String digest) {
  private static final int DIGITS = 16;

  /**
   * The digest of a row: of its state, its columns and its texts, wherever it is in its table and
   * however its cells are padded.
   */
  public static String digest(Task task) {
    List<String> parts = new ArrayList<>(List.of(task.state().id(), task.id().value()));
    parts.addAll(task.columns().stream().map(Column::name).toList());
    parts.addAll(task.texts());
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.length()).append(':').append(part));
    return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }
}
