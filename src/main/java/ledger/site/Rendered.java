package ledger.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import ledger.document.Task;
import ledger.evidence.TaskEvidence;

/** The whole site in memory: path below its folder to bytes. */
final class Rendered {
  static final String START_PAGE = "index.html";

  private static final List<String> ASSETS = List.of("ledger.css", "ledger.js");

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
      TaskEvidence evidence = SheetMaker.evidence(input, task.id());
      if (SheetMaker.hasSamples(evidence)) {
        add(path + ".csv", Csv.of(evidence.experiments()));
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
    for (String asset : ASSETS) {
      files.put("assets/" + asset, templates.asset("assets/" + asset));
    }
    return files;
  }

  private void page(String path, String template, Record model) throws IOException, SiteFailure {
    add(path, templates.render(template, model));
  }

  private void add(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
  }
}
