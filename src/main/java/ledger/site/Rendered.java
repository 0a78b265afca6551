package ledger.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import ledger.text.Problem;

/** Makes every file of the site. */
final class Rendered {
  static final String START_PAGE = "index.html";

  private static final List<String> ASSETS = List.of("ledger.css", "ledger.js", "search.js");

  private final SiteInput input;
  private final Templates templates;
  private final Draft draft;

  private Rendered(SiteInput input, Draft draft) throws IOException {
    this.input = input;
    this.templates = new Templates(input.templates());
    this.draft = draft;
  }

  /**
   * @throws SiteFailure if a page cannot be made, or one links to what there is not
   */
  static void into(Draft draft, SiteInput input) throws IOException, SiteFailure {
    new Rendered(input, draft).files();
  }

  private void files() throws IOException, SiteFailure {
    SheetMaker sheets = new SheetMaker(input);
    new TaskPages(input, templates, sheets, draft).makeAll();
    BoardMaker boards = new BoardMaker(input);
    Frame board = sheets.frame(input.title(), "", "board", "index.json", START_PAGE);
    page(START_PAGE, "board.ftlh", boards.board(board));
    add("index.json", Twins.board(input));
    Frame about = sheets.frame("How verdicts are made", "", "about", null, "about.html");
    page("about.html", "about.ftlh", BoardMaker.about(about));
    Matrix matrix = new Matrix(input);
    Frame results = sheets.frame("Results", "", "results", "results.json", "results.html");
    ResultsPage byPlace = matrix.results(results);
    page("results.html", "results.ftlh", byPlace);
    add("results.json", Twins.results(byPlace));
    Frame compare =
        sheets.frame("Environments compared", "", "compare", "compare.json", "compare.html");
    Comparisons comparisons = new Comparisons(input);
    page("compare.html", "compare.ftlh", comparisons.page(compare));
    add("compare.json", Twins.comparison(comparisons));
    Frame health = sheets.frame("Health", "", "health", "health.json", "health.html");
    HealthPage fitness = new HealthMaker(input).page(health);
    page("health.html", "health.ftlh", fitness);
    add("health.json", Twins.health(fitness));
    Frame flow = sheets.frame("Flow", "", "flow", "flow.json", "flow.html");
    FlowPage flowing = new Flow(input).page(flow);
    page("flow.html", "flow.ftlh", flowing);
    add("flow.json", Twins.flow(flowing));
    String root = input.base().map(Syndication::slash).orElse("");
    Frame missing = sheets.frame("Not found", root, "missing", null, "404.html");
    page("404.html", "missing.ftlh", new MissingPage(missing));
    add("assets/index.js", SearchIndex.of(input));
    add("feed.xml", Syndication.feed(input));
    for (String asset : ASSETS) {
      draft.add("assets/" + asset, templates.asset("assets/" + asset));
    }
    List<Problem> broken = draft.problems();
    if (!broken.isEmpty()) {
      throw new SiteFailure(broken);
    }
    if (input.base().isPresent()) {
      List<String> pages = draft.paths().stream().filter(f -> f.endsWith(".html")).toList();
      add("sitemap.xml", Syndication.sitemap(input.base().get(), pages));
    }
  }

  private void page(String path, String template, Record model) throws IOException, SiteFailure {
    draft.page(path, templates.render(template, model));
  }

  private void add(String path, String text) throws IOException {
    draft.add(path, text.getBytes(StandardCharsets.UTF_8));
  }
}
