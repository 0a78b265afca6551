package ledger.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import ledger.document.Task;
import ledger.evidence.ExperimentEvidence;
import ledger.evidence.RunEvidence;
import ledger.evidence.TaskEvidence;
import ledger.text.Problem;

/** The whole site in memory: path below its folder to bytes. */
final class Rendered {
  static final String START_PAGE = "index.html";

  private static final List<String> ASSETS = List.of("ledger.css", "ledger.js", "search.js");

  private final SiteInput input;
  private final Templates templates;
  private final SortedMap<String, byte[]> files = new TreeMap<>();

  private Rendered(SiteInput input) throws IOException {
    this.input = input;
    this.templates = new Templates(input.templates());
  }

  static SortedMap<String, byte[]> of(SiteInput input) throws IOException, SiteFailure {
    return new Rendered(input).files();
  }

  private SortedMap<String, byte[]> files() throws IOException, SiteFailure {
    SheetMaker sheets = new SheetMaker(input);
    BoardMaker boards = new BoardMaker(input);
    List<Task> tasks = input.ledger().tasks();
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      String path = "tasks/" + task.id();
      page(path + ".html", "task.ftlh", sheets.sheet(i));
      add(path + ".json", Twins.task(input, task));
      add("badges/" + task.id() + ".svg", badge(task));
      TaskEvidence evidence = SheetMaker.evidence(input, task.id());
      if (SheetMaker.hasSamples(evidence)) {
        add(path + ".csv", Csv.of(evidence.experiments()));
      }
      for (ExperimentEvidence experiment : evidence.experiments()) {
        for (RunEvidence run : RunPages.of(experiment)) {
          String own = RunPages.path(run.record());
          page(own + ".html", "run.ftlh", sheets.run(task.id(), experiment, run));
          add(own + ".json", Twins.run(task.id(), run));
        }
      }
    }
    if (!sheets.problems().isEmpty()) {
      throw new SiteFailure(sheets.problems());
    }
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
      files.put("assets/" + asset, templates.asset("assets/" + asset));
    }
    List<Problem> broken = LinkCheck.of(files);
    if (!broken.isEmpty()) {
      throw new SiteFailure(broken);
    }
    if (input.base().isPresent()) {
      List<String> pages = files.keySet().stream().filter(f -> f.endsWith(".html")).toList();
      add("sitemap.xml", Syndication.sitemap(input.base().get(), pages));
    }
    return files;
  }

  private String badge(Task task) {
    TaskEvidence evidence = SheetMaker.evidence(input, task.id());
    String where =
        evidence.experiments().stream()
            .flatMap(experiment -> experiment.newest().stream())
            .findFirst()
            .map(
                run ->
                    run.record().inputs().hostKind()
                        + " · "
                        + run.record().started().atZone(ZoneOffset.UTC).toLocalDate())
            .orElse("");
    return Syndication.badge(Badge.of(evidence.status()), where);
  }

  private void page(String path, String template, Record model) throws IOException, SiteFailure {
    add(path, templates.render(template, model));
  }

  private void add(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
  }
}
