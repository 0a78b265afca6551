package ledger.site.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import ledger.document.TaskId;
import ledger.io.Sha256;
import ledger.site.SiteFailure;
import ledger.site.SiteInput;
import ledger.site.compare.ComparePage;
import ledger.site.compare.Comparisons;
import ledger.site.compare.VersionsBuilder;
import ledger.site.make.BoardBuilder;
import ledger.site.make.FlowBuilder;
import ledger.site.make.HealthBuilder;
import ledger.site.make.Parallel;
import ledger.site.make.ResultsBuilder;
import ledger.site.make.Survey;
import ledger.site.make.TaskFacts;
import ledger.site.make.TaskPageBuilder;
import ledger.site.page.Frame;
import ledger.site.page.HealthPage;
import ledger.site.page.Html;
import ledger.site.page.MissingPage;
import ledger.site.template.Templates;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/** Builds every file of the site: first those of each task, then the pages across tasks. */
final class SiteFiles {
  static final String START_PAGE = "index.html";

  private static final String MISSING = "404.html";

  private static final List<String> ASSETS =
      List.of("ledger.css", "ledger.js", "search.js", "board.js");

  private final SiteInput input;
  private final Templates templates;
  private final SiteDraft draft;
  private final Survey survey;
  private final TaskPageBuilder builder;

  /** A page that looks across tasks, and what the search finds of it. */
  private record Across(Frame frame, SearchIndex.Page searched) {}

  private SiteFiles(SiteInput input, SiteDraft draft) throws IOException, SiteFailure {
    this.input = input;
    this.templates = new Templates(input.templates());
    this.draft = draft;
    this.survey = Survey.of(input);
    this.builder = new TaskPageBuilder(input, survey);
  }

  /**
   * @throws SiteFailure if a page cannot be built, or one links to something that does not exist
   */
  static void into(SiteDraft draft, SiteInput input) throws IOException, SiteFailure {
    new SiteFiles(input, draft).files();
  }

  /** The file of a page that looks across tasks. */
  static String path(Frame frame) {
    return frame.here() + ".html";
  }

  private void files() throws IOException, SiteFailure {
    acrossTasks(new TaskFiles(input, templates, builder, draft).buildAll());
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
  private void acrossTasks(List<TaskFiles.MadeTask> tasks) throws IOException, SiteFailure {
    List<Across> across =
        Parallel.all(
            List.of(
                () -> results(frame("Results", "results", true), tasks),
                () -> compare(frame("Environments compared", "compare", true), tasks),
                () -> health(frame("Health of the hosts", "health", true), tasks),
                () -> flow(frame("Flow", "flow", true)),
                () -> about(frame("How verdicts are made", "about", false))));
    Frame board = builder.frame(input.title(), "", "board", "index.json", START_PAGE);
    Map<TaskId, TaskFacts> facts = new HashMap<>();
    tasks.forEach(made -> facts.put(made.facts().task().id(), made.facts()));
    BoardBuilder boards = new BoardBuilder(input.ledger(), survey.known(), facts);
    draft.page(START_PAGE, templates.render("board.ftlh", boards.board(board)));
    draft.add(
        "index.json", JsonViews.board(input, facts, across.stream().map(Across::frame).toList()));
    draft.page(MISSING, templates.render("missing.ftlh", missing()));
    add(
        "assets/index.js",
        SearchIndex.of(
            tasks.stream().map(TaskFiles.MadeTask::searched).toList(),
            Stream.concat(across.stream().map(Across::searched), versions(tasks).stream())
                .toList()));
    add(
        Syndication.FEED,
        Syndication.feed(input, tasks.stream().flatMap(made -> made.changes().stream()).toList()));
    for (String asset : ASSETS) {
      draft.add("assets/" + asset, templates.asset("assets/" + asset));
    }
  }

  private MissingPage missing() throws IOException {
    String root = input.base().map(Syndication::slash).orElse("");
    Frame frame = builder.frame("Not found", root, "missing", null, MISSING);
    byte[] style = templates.asset("assets/ledger.css");
    String text = new String(style, StandardCharsets.UTF_8);
    if (!root.isEmpty() || text.contains("</style") || text.indexOf('\r') >= 0) {
      return new MissingPage(frame, null, null);
    }
    String digest = Base64.getEncoder().encodeToString(Sha256.start().digest(style));
    return new MissingPage(frame, new Html(text), digest);
  }

  private Across results(Frame frame, List<TaskFiles.MadeTask> tasks)
      throws IOException, SiteFailure {
    ResultsBuilder matrix = new ResultsBuilder(survey.places(), all(tasks, TaskFacts::results));
    return page(frame, matrix.page(frame), JsonViews.results(matrix));
  }

  private Across compare(Frame frame, List<TaskFiles.MadeTask> tasks)
      throws IOException, SiteFailure {
    List<Comparisons.Brief> briefs = all(tasks, TaskFacts::comparisons);
    List<ComparePage.PairSummary> rows = briefs.stream().map(Comparisons.Brief::row).toList();
    List<ComparePage.VersionsLink> versions =
        VersionsBuilder.of(briefs).stream().map(VersionsBuilder::link).toList();
    return page(frame, new ComparePage(frame, versions, rows), JsonViews.compare(briefs));
  }

  /** A page for each pair of environments that experiments have in common. */
  private List<SearchIndex.Page> versions(List<TaskFiles.MadeTask> tasks)
      throws IOException, SiteFailure {
    List<SearchIndex.Page> searched = new ArrayList<>();
    for (VersionsBuilder versions : VersionsBuilder.of(all(tasks, TaskFacts::comparisons))) {
      String path = versions.path() + ".html";
      Frame frame = builder.frame(versions.heading(), "../", "versions", null, path);
      byte[] html = templates.render("versions.ftlh", versions.page(frame));
      draft.page(path, html);
      String words = SearchIndex.words(new String(html, StandardCharsets.UTF_8));
      searched.add(new SearchIndex.Page(path, frame.title(), words));
    }
    return searched;
  }

  private Across health(Frame frame, List<TaskFiles.MadeTask> tasks)
      throws IOException, SiteFailure {
    HealthPage page = new HealthBuilder(survey.known(), all(tasks, TaskFacts::health)).page(frame);
    return page(frame, page, JsonViews.health(page));
  }

  private Across flow(Frame frame) throws IOException, SiteFailure {
    FlowBuilder flow = new FlowBuilder(input, survey.known());
    return page(frame, flow.page(frame), JsonViews.flow(flow));
  }

  private Across about(Frame frame) throws IOException, SiteFailure {
    return page(frame, BoardBuilder.about(frame), null);
  }

  private static <T> List<T> all(
      List<TaskFiles.MadeTask> tasks, Function<TaskFacts, List<T>> part) {
    return tasks.stream().map(TaskFiles.MadeTask::facts).map(part).flatMap(List::stream).toList();
  }

  private Frame frame(String title, String here, boolean json) {
    return builder.frame(title, "", here, json ? here + ".json" : null, here + ".html");
  }

  private Across page(Frame frame, Record model, byte @Nullable [] json)
      throws IOException, SiteFailure {
    byte[] html = templates.render(frame.here() + ".ftlh", model);
    draft.page(path(frame), html);
    if (json != null) {
      draft.add(frame.here() + ".json", json);
    }
    String words = SearchIndex.words(new String(html, StandardCharsets.UTF_8));
    return new Across(frame, new SearchIndex.Page(path(frame), frame.title(), words));
  }

  private void add(String path, String text) throws IOException {
    draft.add(path, text.getBytes(StandardCharsets.UTF_8));
  }
}
