package ledger.serve.board;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import ledger.app.App;
import ledger.app.board.BoardFilter;
import ledger.app.board.BoardView;
import ledger.app.board.BoardView.BoardLane;
import ledger.app.board.BoardView.Card;
import ledger.app.board.TaskView;
import ledger.app.runs.RunState;
import ledger.app.runs.Runs;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.document.Columns;
import ledger.document.Task;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.evidence.verdict.ClaimVerdict;
import ledger.evidence.words.ReasonWords;
import ledger.serve.Reply;
import ledger.serve.board.Models.BoardModel;
import ledger.serve.board.Models.CellModel;
import ledger.serve.board.Models.Choice;
import ledger.serve.board.Models.LaneModel;
import ledger.serve.board.Models.PageFrame;
import ledger.serve.board.Models.StateChoice;
import ledger.site.page.Badge;
import ledger.text.Visible;

/** What a browser sees. */
final class BoardPages {
  /** A cell with more characters gets several lines. */
  private static final int LONG = 60;

  private final App app;
  private final Fragments fragments;
  private final Cards cards;
  private final Hub hub;
  private final Runs runs;
  private final String root;
  private final boolean readOnly;
  private final Supplier<LocalDate> today;

  BoardPages(
      App app,
      Fragments fragments,
      Cards cards,
      Hub hub,
      Runs runs,
      String root,
      boolean readOnly,
      Supplier<LocalDate> today) {
    this.app = app;
    this.fragments = fragments;
    this.cards = cards;
    this.hub = hub;
    this.runs = runs;
    this.root = root;
    this.readOnly = readOnly;
    this.today = today;
  }

  PageFrame frame(String title, boolean live) {
    String ledger = hub.now().view().title();
    boolean locked = readOnly || !hub.now().view().valid();
    return new PageFrame(title, ledger.isEmpty() ? "Ledger" : ledger, root, locked, live);
  }

  Reply page(int status, String template, Record model) throws IOException {
    return Reply.page(status, fragments.render(template, model));
  }

  static BoardFilter filter(Form query) {
    return new BoardFilter(
        query.text("owner"), query.text("priority"), query.text("tag"), query.text("q"));
  }

  Reply board(Form query) throws IOException, InvalidFiles, Failure {
    DrawnBoard now = hub.now();
    BoardFilter filter = filter(query);
    List<LaneModel> lanes = new ArrayList<>();
    for (BoardLane lane : now.view().columns()) {
      lanes.add(lane(now, lane, filter, !lane.done() || query.text("open").equals("done")));
    }
    List<String> undo = now.view().valid() ? app.undoable() : List.of();
    return page(
        200,
        "board",
        new BoardModel(
            frame("Board", true),
            lanes,
            cards.needs(now.view()),
            Explained.problems(now.view().problems()),
            filters(now.view(), filter),
            filter.text(),
            !filter.isEmpty(),
            undo.isEmpty() ? null : Visible.line(undo.getFirst()),
            String.valueOf(now.version())));
  }

  private LaneModel lane(DrawnBoard now, BoardLane lane, BoardFilter filter, boolean open)
      throws IOException {
    List<String> html = new ArrayList<>();
    for (Card card : open ? lane.cards() : List.<Card>of()) {
      if (filter.lets(card)) {
        String known = now.cards().get(card.task().id().value());
        html.add(known == null ? cards.html(card, today.get()) : known);
      }
    }
    String limit = lane.limit() == null ? "" : lane.cards().size() + " of " + lane.limit();
    return new LaneModel(
        root,
        lane.state().id(),
        lane.state().heading(),
        lane.cards().size(),
        limit,
        lane.isOverLimit(),
        !open,
        html);
  }

  private static List<Choice> filters(BoardView view, BoardFilter filter) {
    return List.of(
        choice("owner", "Owner", filter.owner(), view, Columns.OWNER),
        choice("priority", "Priority", filter.priority(), view, Columns.PRIORITY));
  }

  private static Choice choice(
      String name, String label, String chosen, BoardView view, String column) {
    Set<String> values = new LinkedHashSet<>();
    for (BoardLane lane : view.columns()) {
      lane.cards().forEach(card -> values.add(card.task().text(column)));
    }
    return new Choice(
        name, label, chosen, values.stream().filter(value -> !value.isBlank()).sorted().toList());
  }

  /** The cards that a page asks for, as far as there are such and its filter lets them through. */
  Reply cards(Form query) {
    DrawnBoard now = hub.now();
    BoardFilter filter = filter(query);
    StringBuilder html = new StringBuilder();
    for (String id : query.all("id")) {
      Optional<Card> card =
          now.view().columns().stream()
              .flatMap(lane -> lane.cards().stream())
              .filter(each -> each.task().id().value().equals(id))
              .findFirst();
      if (card.isPresent() && filter.lets(card.get())) {
        html.append(now.cards().getOrDefault(id, ""));
      }
    }
    return Reply.page(200, html.toString());
  }

  Reply task(String id) throws IOException, InvalidFiles, Failure {
    TaskView view = app.board().task(id);
    Task task = view.details().task();
    Optional<TaskPage> page = view.details().page();
    List<Transition> history = page.map(TaskPage::history).orElse(List.of());
    RunState run = runs.of(task.id()).orElse(null);
    return page(
        200,
        "task",
        new Models.TaskModel(
            frame(task.id().value(), true),
            task.id().value(),
            Visible.line(task.title()),
            task.state().heading(),
            view.digest(),
            cells(task),
            states(task),
            Badge.of(view.evidence().status()),
            Visible.line(ReasonWords.of(view.evidence())),
            claims(view),
            history.stream()
                .map(
                    step ->
                        new Models.StepModel(
                            step.state(),
                            step.date().toString(),
                            step.waived() == null ? "" : Visible.line(step.waived())))
                .toList(),
            page.map(own -> Visible.lines(own.prose())).orElse("").strip(),
            !view.evidence().experiments().isEmpty(),
            run == null ? null : RunViews.model(run, root, readOnly)));
  }

  private static List<CellModel> cells(Task task) {
    List<CellModel> cells = new ArrayList<>();
    for (Map.Entry<String, String> cell : task.values().entrySet()) {
      if (!cell.getKey().equalsIgnoreCase(Columns.ID)) {
        cells.add(new CellModel(cell.getKey(), cell.getValue(), cell.getValue().length() > LONG));
      }
    }
    return cells;
  }

  /** Where it can be moved. */
  private List<StateChoice> states(Task task) {
    return hub.now().view().columns().stream()
        .filter(lane -> !lane.state().equals(task.state()))
        .map(lane -> new StateChoice(lane.state().id(), lane.state().heading(), lane.done()))
        .toList();
  }

  private static List<String> claims(TaskView view) {
    List<String> lines = new ArrayList<>();
    view.evidence().experiments().stream()
        .flatMap(experiment -> experiment.newest().stream())
        .forEach(
            run -> {
              for (ClaimVerdict claim : run.verdict().claims()) {
                lines.add(
                    Visible.line(
                        claim.claim().text()
                            + ": "
                            + ReasonWords.of(claim)
                            + " ("
                            + run.record().environment()
                            + ")"));
              }
            });
    return lines;
  }

  Reply adding() throws IOException {
    DrawnBoard now = hub.now();
    Set<String> priorities = new LinkedHashSet<>();
    now.view().columns().stream()
        .flatMap(lane -> lane.cards().stream())
        .forEach(card -> priorities.add(card.task().text(Columns.PRIORITY)));
    priorities.removeIf(String::isBlank);
    return page(
        200,
        "add",
        new Models.AddModel(
            frame("New task", false),
            now.view().columns().stream()
                .filter(lane -> !lane.done())
                .map(lane -> new StateChoice(lane.state().id(), lane.state().heading(), false))
                .toList(),
            List.copyOf(priorities)));
  }

  Reply run(String handle) throws IOException, Failure {
    return page(
        200,
        "run",
        new Models.RunPageModel(
            frame("Verification", true), RunViews.model(runs.state(handle), root, readOnly)));
  }

  Reply problem(Exception e) throws IOException {
    Explained why = Explained.of(e);
    return page(
        why.status(),
        "problem",
        new Models.ProblemModel(
            frame("Not done", false), why.message(), why.help(), why.problems()));
  }
}
