package ledger.site.make;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import ledger.document.TaskId;
import ledger.site.SiteFailure;
import ledger.site.SiteInput;
import ledger.site.page.ComparePage;
import ledger.site.page.Frame;
import ledger.site.page.HealthPage;
import ledger.site.page.MissingPage;
import ledger.site.template.Templates;
import ledger.site.write.Draft;
import ledger.site.write.JsonViews;
import ledger.site.write.SearchIndex;
import ledger.site.write.Syndication;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/** Makes every file of the site: first those of each task, then what looks across tasks. */
public final class Rendered {
  public static final String START_PAGE = "index.html";

  private static final String MISSING = "404.html";

  private static final List<String> ASSETS = List.of("ledger.css", "ledger.js", "search.js");

  private final SiteInput input;
  private final Templates templates;
  private final Draft draft;
  private final Survey survey;
  private final TaskPageBuilder sheets;

  /** A page that looks across tasks, and what the search finds of it. */
  private record Across(Frame frame, SearchIndex.Page searched) {}

  private Rendered(SiteInput input, Draft draft) throws IOException, SiteFailure {
    this.input = input;
    this.templates = new Templates(input.templates());
    this.draft = draft;
    this.survey = Survey.of(input);
    this.sheets = new TaskPageBuilder(input, survey);
  }

  /**
   * @throws SiteFailure if a page cannot be made, or one links to what there is not
   */
  public static void into(Draft draft, SiteInput input) throws IOException, SiteFailure {
    new Rendered(input, draft).files();
  }

  /** The file of a page that looks across tasks. */
  public static String path(Frame frame) {
    return frame.here() + ".html";
  }

  private void files() throws IOException, SiteFailure {
    acrossTasks(new TaskPages(input, templates, sheets, draft).makeAll());
    List<Problem> broken = draft.problems();
    if (!broken.isEmpty()) {
      throw new SiteFailure(broken);
    }
    if (input.base().isPresent()) {
      List<String> pages =
          draft.paths().stream()
              .filter(file -> file.endsWith(".html") && !file.equals(MISSING))
              .toList();
      add("sitemap.xml", Syndication.sitemap(input.base().get(), pages));
    }
  }

  /** What is about all tasks. */
  private void acrossTasks(SequencedMap<TaskId, TaskFacts> tasks) throws IOException, SiteFailure {
    List<Across> across =
        Parallel.all(
            List.of(
                () -> results(frame("Results", "results", true), tasks),
                () -> compare(frame("Environments compared", "compare", true), tasks),
                () -> health(frame("Health of the hosts", "health", true), tasks),
                () -> flow(frame("Flow", "flow", true)),
                () -> about(frame("How verdicts are made", "about", false))));
    Frame board = sheets.frame(input.title(), "", "board", "index.json", START_PAGE);
    BoardBuilder maker = new BoardBuilder(input.ledger(), survey.known(), tasks);
    draft.page(START_PAGE, templates.render("board.ftlh", maker.board(board)));
    draft.add(
        "index.json", JsonViews.board(input, tasks, across.stream().map(Across::frame).toList()));
    String root = input.base().map(Syndication::slash).orElse("");
    Frame missing = sheets.frame("Not found", root, "missing", null, MISSING);
    draft.page(MISSING, templates.render("missing.ftlh", new MissingPage(missing)));
    add(
        "assets/index.js",
        SearchIndex.of(
            all(tasks, facts -> List.of(facts.searched())),
            across.stream().map(Across::searched).toList()));
    add(Syndication.FEED, Syndication.feed(input, all(tasks, TaskFacts::changes)));
    for (String asset : ASSETS) {
      draft.add("assets/" + asset, templates.asset("assets/" + asset));
    }
  }

  private Across results(Frame frame, SequencedMap<TaskId, TaskFacts> tasks)
      throws IOException, SiteFailure {
    Matrix matrix = new Matrix(survey.places(), all(tasks, TaskFacts::results));
    return page(frame, matrix.page(frame), JsonViews.results(matrix));
  }

  private Across compare(Frame frame, SequencedMap<TaskId, TaskFacts> tasks)
      throws IOException, SiteFailure {
    List<Comparisons.Brief> briefs = all(tasks, TaskFacts::comparisons);
    List<ComparePage.Row> rows = briefs.stream().map(Comparisons.Brief::row).toList();
    return page(frame, new ComparePage(frame, rows), JsonViews.compare(briefs));
  }

  private Across health(Frame frame, SequencedMap<TaskId, TaskFacts> tasks)
      throws IOException, SiteFailure {
    HealthPage page = new HealthBuilder(survey.known(), all(tasks, TaskFacts::health)).page(frame);
    return page(frame, page, JsonViews.health(page));
  }

  private Across flow(Frame frame) throws IOException, SiteFailure {
    Flow flow = new Flow(input, survey.known());
    return page(frame, flow.page(frame), JsonViews.flow(flow));
  }

  private Across about(Frame frame) throws IOException, SiteFailure {
    return page(frame, BoardBuilder.about(frame), null);
  }

  private static <T> List<T> all(
      SequencedMap<TaskId, TaskFacts> tasks, Function<TaskFacts, List<T>> part) {
    return tasks.values().stream().map(part).flatMap(List::stream).toList();
  }

  private Frame frame(String title, String here, boolean twin) {
    return sheets.frame(title, "", here, twin ? here + ".json" : null, here + ".html");
  }

  private Across page(Frame frame, Record model, byte @Nullable [] twin)
      throws IOException, SiteFailure {
    byte[] html = templates.render(frame.here() + ".ftlh", model);
    draft.page(path(frame), html);
    if (twin != null) {
      draft.add(frame.here() + ".json", twin);
    }
    String words = SearchIndex.words(new String(html, StandardCharsets.UTF_8));
    return new Across(frame, new SearchIndex.Page(path(frame), frame.title(), words));
  }

  private void add(String path, String text) throws IOException {
    draft.add(path, text.getBytes(StandardCharsets.UTF_8));
  }
}
