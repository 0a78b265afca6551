package ledger.site.page;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task's page.
 *
 * @param heading its title with code marked up
 * @param description what is to be done, from the row
 * @param state the state's heading
 * @param outcome what came of it, from the row; null as long as it has none
 * @param headline the number that the experiment calls its headline, with its interval; null if
 *     there is none
 * @param lead the chart that shows it; null if there is none
 * @param waived why Done was accepted without evidence, if it was
 * @param facts the row's other cells
 * @param history its states, oldest first
 * @param contents the page's parts
 * @param prose in the order of its file; empty if there is none
 * @param howTo the commands that get evidence, where there is none
 * @param csv its raw samples, from the page; null where there are none
 * @param compared its environments against each other; null where there is nothing to compare
 */
public record TaskPageModel(
    Frame frame,
    String id,
    Html heading,
    @Nullable Html description,
    String state,
    Badge badge,
    String reason,
    @Nullable Html outcome,
    @Nullable String headline,
    @Nullable Figure lead,
    @Nullable String waived,
    List<Fact> facts,
    List<ShownTransition> history,
    List<Anchor> contents,
    List<ProsePart> prose,
    List<ExperimentModel> experiments,
    List<String> howTo,
    @Nullable String csv,
    @Nullable String compared,
    @Nullable Neighbour previous,
    @Nullable Neighbour next) {
  /** IDs that the page's own parts have, so that no heading of the prose takes them. */
  public static final Set<String> ANCHORS =
      Set.of("top", "main", "task", "notes", "evidence", "history", "contents", "theme", "lead");

  public record ShownTransition(String state, String date, @Nullable String waived) {}

  /**
   * An entry of the table of contents.
   *
   * @param level 2 for a part of the page, 3 for a part of that
   */
  public record Anchor(String id, String title, int level) {}

  /**
   * A piece of the prose, and the chart that follows it.
   *
   * @param figure null behind the last piece
   * @param all where all results of the figure's metric are
   */
  public record ProsePart(Html html, @Nullable Figure figure, @Nullable String all) {}

  public record Neighbour(String href, String id, Html title) {}
}
