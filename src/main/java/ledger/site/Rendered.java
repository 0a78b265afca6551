package ledger.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import ledger.document.TaskId;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/** Makes every file of the site: first those of each task, then what looks across tasks. */
final class Rendered {
  static final String START_PAGE = "index.html";

  private static final String MISSING = "404.html";

  private static final List<String> ASSETS = List.of("ledger.css", "ledger.js", "search.js");

  private final SiteInput input;
  private final Templates templates;
  private final Draft draft;
  private final Survey survey;
  private final SheetMaker sheets;

  /** The pages that look across tasks, and what the search finds of them. */
  private final List<Frame> across = new ArrayList<>();

  private final List<SearchIndex.Page> searched = new ArrayList<>();

  private Rendered(SiteInput input, Draft draft) throws IOException {
    this.input = input;
    this.templates = new Templates(input.templates());
    this.draft = draft;
    this.survey = Survey.of(input);
    this.sheets = new SheetMaker(input, survey);
  }

  /**
   * @throws SiteFailure if a page cannot be made, or one links to what there is not
   */
  static void into(Draft draft, SiteInput input) throws IOException, SiteFailure {
    new Rendered(input, draft).files();
  }

  /** The file of a page that looks across tasks. */
  static String path(Frame frame) {
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
    Frame results = frame("Results", "results", true);
    Matrix matrix = new Matrix(survey.places(), all(tasks, TaskFacts::results));
    page(results, matrix.page(results), Twins.results(matrix));
    Frame compare = frame("Environments compared", "compare", true);
    List<Comparisons.Brief> compared = all(tasks, TaskFacts::comparisons);
    page(
        compare,
        new ComparePage(compare, compared.stream().map(Comparisons.Brief::row).toList()),
        Twins.compare(compared));
    Frame health = frame("Health of the hosts", "health", true);
    HealthPage fitness =
        new HealthMaker(survey.known(), all(tasks, TaskFacts::health)).page(health);
    page(health, fitness, Twins.health(fitness));
    Frame flow = frame("Flow", "flow", true);
    Flow flowing = new Flow(input, survey.known());
    page(flow, flowing.page(flow), Twins.flow(flowing));
    Frame about = frame("How verdicts are made", "about", false);
    page(about, BoardMaker.about(about), null);
    Frame board = sheets.frame(input.title(), "", "board", "index.json", START_PAGE);
    BoardMaker maker = new BoardMaker(input.ledger(), survey.known(), tasks);
    draft.page(START_PAGE, templates.render("board.ftlh", maker.board(board)));
    add("index.json", Twins.board(input, tasks, across));
    String root = input.base().map(Syndication::slash).orElse("");
    Frame missing = sheets.frame("Not found", root, "missing", null, MISSING);
    draft.page(MISSING, templates.render("missing.ftlh", new MissingPage(missing)));
    add(
        "assets/index.js",
        SearchIndex.of(all(tasks, facts -> List.of(facts.searched())), searched));
    add(Syndication.FEED, Syndication.feed(input, all(tasks, TaskFacts::changes)));
    for (String asset : ASSETS) {
      draft.add("assets/" + asset, templates.asset("assets/" + asset));
    }
  }

  private static <T> List<T> all(
      SequencedMap<TaskId, TaskFacts> tasks, Function<TaskFacts, List<T>> part) {
    return tasks.values().stream().map(part).flatMap(List::stream).toList();
  }

  private Frame frame(String title, String here, boolean twin) {
    return sheets.frame(title, "", here, twin ? here + ".json" : null, here + ".html");
  }

  private void page(Frame frame, Record model, @Nullable String twin)
      throws IOException, SiteFailure {
    String html = templates.render(frame.here() + ".ftlh", model);
    draft.page(path(frame), html);
    if (twin != null) {
      add(frame.here() + ".json", twin);
    }
    across.add(frame);
    searched.add(new SearchIndex.Page(path(frame), frame.title(), SearchIndex.words(html)));
  }

  private void add(String path, String text) throws IOException {
    draft.add(path, text.getBytes(StandardCharsets.UTF_8));
  }
}
