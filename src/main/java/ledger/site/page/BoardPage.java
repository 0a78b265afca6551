package ledger.site.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The start page.
 *
 * @param summary the whole ledger in a sentence
 * @param columns one a state, in the ledger's order
 * @param legend what the verdicts on this page mean
 */
public record BoardPage(
    Frame frame, String summary, List<BoardColumn> columns, List<VerdictMeaning> legend) {
  /** A state and its rows. */
  public record BoardColumn(String id, String heading, String count, List<BoardRow> rows) {}

  /**
   * A task on the board.
   *
   * @param facts short values such as priority and owner
   * @param outcome what came of it, for a task that is done
   * @param log where the log is of the run that broke, if that is the reason
   * @param refuted whether it is done and its evidence says otherwise
   * @param headline its most important measured number, if there is one
   */
  public record BoardRow(
      String id,
      String href,
      Html title,
      Html description,
      List<Fact> facts,
      @Nullable Html outcome,
      Badge badge,
      String reason,
      @Nullable String log,
      boolean refuted,
      @Nullable String headline) {}

  public record VerdictMeaning(Badge badge, String text) {}
}
