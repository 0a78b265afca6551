package ledger.site.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import ledger.document.TaskId;
import ledger.evidence.store.RunHead;
import ledger.site.SiteFailure;
import ledger.site.SiteInput;
import ledger.site.compare.ComparePage;
import ledger.site.compare.Comparisons;
import ledger.site.compare.TrendLines;
import ledger.site.compare.VersionsBuilder;
import ledger.site.make.BoardBuilder;
import ledger.site.make.FlowBuilder;
import ledger.site.make.HealthBuilder;
import ledger.site.make.Parallel;
import ledger.site.make.ProseBuilder;
import ledger.site.make.ResultsBuilder;
import ledger.site.make.Survey;
import ledger.site.make.TaskFacts;
import ledger.site.make.TaskPageBuilder;
import ledger.site.page.Frame;
import ledger.site.page.HealthPage;
import ledger.site.template.Templates;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/** Builds every file of the site: first those of each task, then the pages across tasks. */
final class SiteFiles {
  static final String START_PAGE = "index.html";

  private static final List<String> ASSETS =
      List.of("ledger.css", "ledger.js", "search.js", "board.js");

  private final SiteInput input;
  private final Templates templates;
  private final SiteDraft whole;
  private final SiteMemory memory;
  private final Survey survey;
  private final TaskPageBuilder builder;

  /** A page that looks across tasks, and what the search finds of it. */
  private record Across(Frame frame, SearchIndex.Page searched) {}

  /** The beginnings of a task's records. */
  private record TaskHeads(List<RunHead> heads) {}

  /** What the search finds of all such pages. */
  private record AcrossWords(List<SearchIndex.Page> pages) {}

  private SiteFiles(SiteInput input, SiteDraft draft, SiteMemory memory)
      throws IOException, SiteFailure {
    this.input = input;
    this.templates = new Templates(input.templates());
    this.whole = draft;
    this.memory = memory;
    this.survey = Survey.of(input.ledger().tasks(), this::heads);
    this.builder = new TaskPageBuilder(input, survey);
  }

  /**
   * @param memory of an earlier build, for what need not be drawn again
   * @throws SiteFailure if a page cannot be built, or one links to something that does not exist
   */
  static void into(SiteDraft draft, SiteInput input, SiteMemory memory)
      throws IOException, SiteFailure {
    new SiteFiles(input, draft, memory).files();
  }

  /** The file of a page that looks across tasks. */
  static String path(Frame frame) {
    return frame.here() + ".html";
  }

  /** The beginnings of a task's records, read again only where there are others. */
  private List<RunHead> heads(TaskId task) throws IOException, SiteFailure {
    // With what every page depends on: another program may read records differently.
    String records =
        SiteMemory.key(List.of(memory.earlier().common(), memory.earlier().of(task).records()));
    SiteMemory.SitePart part =
        memory.part(
            whole,
            "runs " + task,
            records,
            draft ->
                new SiteMemory.MadePart(
                    new FactsCodec(null).bytes(new TaskHeads(input.evidence().heads(task))),
                    new byte[0]));
    return ((TaskHeads) new FactsCodec(null).read(part.made())).heads;
  }

  private void files() throws IOException, SiteFailure {
    String common =
        SiteMemory.key(
            List.of(
                memory.earlier().common(),
                input.title(),
                input.base().orElse(""),
                input.subject().toString(),
                input.environments().toString(),
                input.command(),
                input.ledger().sections().stream()
                    .map(section -> section.state())
                    .toList()
                    .toString(),
                survey.places().toString(),
                new TreeSet<>(survey.known().tasks()).toString(),
                new TreeMap<>(survey.known().runs()).toString()));
    List<TaskFiles.TaskPart> tasks =
        new TaskFiles(
                input, templates, builder, new ProseBuilder(input, survey), whole, memory, common)
            .buildAll();
    SiteMemory.SitePart across = across(common, tasks);
    search(tasks, across);
    List<Problem> broken = whole.problems();
    if (!broken.isEmpty()) {
      throw new SiteFailure(broken);
    }
    if (input.base().isPresent()) {
      List<String> pages =
          whole.paths().stream()
              .filter(file -> file.endsWith(".html") && !file.equals(NotFound.PATH))
              .toList();
      byte[] map = Syndication.sitemap(input.base().get(), pages).getBytes(StandardCharsets.UTF_8);
      whole.add("sitemap.xml", map);
    }
  }

  /** What is about all tasks. Its key has every row, every history, and what each task shows. */
  private SiteMemory.SitePart across(String common, List<TaskFiles.TaskPart> tasks)
      throws IOException, SiteFailure {
    List<String> key = new ArrayList<>(List.of(common));
    for (TaskFiles.TaskPart part : tasks) {
      key.add(part.task().state() + " " + part.task().values());
      key.add(part.part().shown());
    }
    return memory.part(
        whole,
        "across",
        SiteMemory.key(key),
        draft -> {
          List<TaskFiles.MadeTask> made = new ArrayList<>();
          for (TaskFiles.TaskPart part : tasks) {
            made.add(part.made());
          }
          List<SearchIndex.Page> words = acrossTasks(draft, made);
          return new SiteMemory.MadePart(
              new FactsCodec(null).bytes(new AcrossWords(words)), new byte[0]);
        });
  }

  private void search(List<TaskFiles.TaskPart> tasks, SiteMemory.SitePart across)
      throws IOException, SiteFailure {
    List<String> key = new ArrayList<>(List.of(across.shown()));
    tasks.forEach(part -> key.add(part.part().found()));
    memory.part(
        whole,
        "search",
        SiteMemory.key(key),
        draft -> {
          draft.add(
              "assets/index.js",
              SearchIndex.of(
                  tasks.stream()
                      .map(part -> new String(part.part().words(), StandardCharsets.UTF_8))
                      .toList(),
                  ((AcrossWords) new FactsCodec(null).read(across.made())).pages));
          return new SiteMemory.MadePart(new byte[0], new byte[0]);
        });
  }

  private List<SearchIndex.Page> acrossTasks(PartDraft draft, List<TaskFiles.MadeTask> tasks)
      throws IOException, SiteFailure {
    List<Across> across =
        Parallel.all(
            List.of(
                () -> results(draft, frame("Results", "results", true), tasks),
                () -> compare(draft, frame("Environments compared", "compare", true), tasks),
                () -> trends(draft, frame("Trends", "trends", false), tasks),
                () -> health(draft, frame("Health of the hosts", "health", true), tasks),
                () -> flow(draft, frame("Flow", "flow", true)),
                () -> about(draft, frame("How verdicts are made", "about", false))));
    Frame board = builder.frame(input.title(), "", "board", "index.json", START_PAGE);
    Map<TaskId, TaskFacts> facts = new HashMap<>();
    tasks.forEach(made -> facts.put(made.facts().task().id(), made.facts()));
    BoardBuilder boards =
        new BoardBuilder(input.ledger(), survey.known(), facts, input.environments());
    draft.page(START_PAGE, templates.render("board.ftlh", boards.board(board)));
    draft.add(
        "index.json", JsonViews.board(input, facts, across.stream().map(Across::frame).toList()));
    draft.page(
        NotFound.PATH, templates.render("missing.ftlh", NotFound.page(input, builder, templates)));
    draft.add(
        Syndication.FEED,
        Syndication.feed(input, tasks.stream().flatMap(made -> made.changes().stream()).toList()));
    for (String asset : ASSETS) {
      draft.add("assets/" + asset, templates.asset("assets/" + asset));
    }
    List<SearchIndex.Page> searched =
        new ArrayList<>(across.stream().map(Across::searched).toList());
    searched.addAll(versions(draft, tasks));
    return searched;
  }

  private Across results(PartDraft draft, Frame frame, List<TaskFiles.MadeTask> tasks)
      throws IOException, SiteFailure {
    ResultsBuilder matrix = new ResultsBuilder(survey.places(), all(tasks, TaskFacts::results));
    return page(draft, frame, matrix.page(frame), JsonViews.results(matrix));
  }

  private Across compare(PartDraft draft, Frame frame, List<TaskFiles.MadeTask> tasks)
      throws IOException, SiteFailure {
    List<Comparisons.Brief> briefs = all(tasks, TaskFacts::comparisons);
    List<ComparePage.PairSummary> rows = briefs.stream().map(Comparisons.Brief::row).toList();
    List<ComparePage.VersionsLink> versions =
        VersionsBuilder.of(briefs).stream().map(VersionsBuilder::link).toList();
    return page(draft, frame, new ComparePage(frame, versions, rows), JsonViews.compare(briefs));
  }

  /** A page for each pair of environments that experiments have in common. */
  private List<SearchIndex.Page> versions(PartDraft draft, List<TaskFiles.MadeTask> tasks)
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

  private Across trends(PartDraft draft, Frame frame, List<TaskFiles.MadeTask> tasks)
      throws IOException, SiteFailure {
    TrendLines lines = new TrendLines(survey.places(), "");
    return page(draft, frame, lines.page(frame, all(tasks, TaskFacts::trends)), null);
  }

  private Across health(PartDraft draft, Frame frame, List<TaskFiles.MadeTask> tasks)
      throws IOException, SiteFailure {
    HealthPage page = new HealthBuilder(survey.known(), all(tasks, TaskFacts::health)).page(frame);
    return page(draft, frame, page, JsonViews.health(page));
  }

  private Across flow(PartDraft draft, Frame frame) throws IOException, SiteFailure {
    FlowBuilder flow = new FlowBuilder(input, survey.known());
    return page(draft, frame, flow.page(frame), JsonViews.flow(flow));
  }

  private Across about(PartDraft draft, Frame frame) throws IOException, SiteFailure {
    return page(draft, frame, BoardBuilder.about(frame), null);
  }

  private static <T> List<T> all(
      List<TaskFiles.MadeTask> tasks, Function<TaskFacts, List<T>> part) {
    return tasks.stream().map(TaskFiles.MadeTask::facts).map(part).flatMap(List::stream).toList();
  }

  private Frame frame(String title, String here, boolean json) {
    return builder.frame(title, "", here, json ? here + ".json" : null, here + ".html");
  }

  private Across page(PartDraft draft, Frame frame, Record model, byte @Nullable [] json)
      throws IOException, SiteFailure {
    byte[] html = templates.render(frame.here() + ".ftlh", model);
    draft.page(path(frame), html);
    if (json != null) {
      draft.add(frame.here() + ".json", json);
    }
    String words = SearchIndex.words(new String(html, StandardCharsets.UTF_8));
    return new Across(frame, new SearchIndex.Page(path(frame), frame.title(), words));
  }
}
