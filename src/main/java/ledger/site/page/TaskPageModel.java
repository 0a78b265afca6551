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
 * @param sentence what the newest run says came of it, in the experiment's words; null if it has
 *     none
 * @param headline the number that the experiment calls its headline; null if there is none
 * @param published what others published of it, from the page's front matter
 * @param waits the host that it waits for; null if for none
 * @param lead the chart that shows it; null if there is none
 * @param waived why Done was accepted without evidence, if it was
 * @param facts the row's other cells
 * @param history its states, oldest first
 * @param contents the page's parts
 * @param prose in the order of its file; empty if there is none
 * @param howTo the commands that get evidence, where there is none
 * @param csv its raw samples, from the page; null where there are none
 * @param compared its environments against each other; null where there is nothing to compare
 * @param trend the page with all runs that measured its headline; null if there are no others
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
    @Nullable Html sentence,
    @Nullable Headline headline,
    @Nullable Html published,
    BoardPage.@Nullable WaitingHost waits,
    @Nullable LeadChart lead,
    @Nullable String waived,
    List<Fact> facts,
    List<ShownTransition> history,
    List<Anchor> contents,
    List<ProsePart> prose,
    List<ExperimentModel> experiments,
    List<String> howTo,
    @Nullable String csv,
    @Nullable String compared,
    @Nullable String trend,
    @Nullable Neighbour previous,
    @Nullable Neighbour next) {
  /** IDs that the page's own parts have, so that no heading of the prose takes them. */
  public static final Set<String> ANCHORS =
      Set.of("top", "main", "task", "notes", "evidence", "history", "contents", "theme", "lead");

  /**
   * The number that an experiment calls its headline.
   *
   * @param metric its title
   * @param series which of the metric's series it is; empty if there is one only
   * @param interval its 95 % interval; empty if there is none
   * @param bound what was claimed of it; empty if nothing was
   * @param answer whether that holds
   * @param where versions and kind of host
   * @param environment that it was measured in
   * @param date of the run
   */
  public record Headline(
      String metric,
      String series,
      String value,
      String interval,
      String bound,
      @Nullable Badge answer,
      String where,
      String environment,
      String date) {}

  public record ShownTransition(String state, String date, @Nullable String waived) {}

  /**
   * An entry of the table of contents.
   *
   * @param level 2 for a part of the page, 3 for a part of that
   */
  public record Anchor(String id, String title, int level) {}

  /**
   * The chart on the first screen.
   *
   * @param all where all results of its metric are
   */
  public record LeadChart(Figure figure, String all) {}

  /**
   * A piece of the prose, and the chart that follows it.
   *
   * @param figure null behind the last piece
   * @param all where all results of the figure's metric are
   */
  public record ProsePart(Html html, @Nullable Figure figure, @Nullable String all) {}

  public record Neighbour(String href, String id, Html title) {}
}
