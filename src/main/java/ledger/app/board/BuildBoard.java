package ledger.app.board;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import ledger.app.board.BoardView.BoardLane;
import ledger.app.board.BoardView.Card;
import ledger.app.board.BoardView.Need;
import ledger.app.board.BoardView.NeedKind;
import ledger.app.results.CurrentEvidence;
import ledger.app.results.TaskVerdict;
import ledger.app.session.ExpectedRow;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Columns;
import ledger.document.Dates;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.evidence.store.DamagedRecord;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.learned.Headlines;
import ledger.text.InvalidText;
import org.jspecify.annotations.Nullable;

/** Reads the ledger, its pages and its evidence as far as a board shows them. */
final class BuildBoard {
  private static final String REVIEW = "review";

  private final Workplace workplace;
  private final LocalDate today;
  private final CurrentEvidence evidence;

  private BuildBoard(Workplace workplace, CurrentEvidence evidence) {
    this.workplace = workplace;
    this.evidence = evidence;
    this.today = workplace.session().today();
  }

  /** What cannot be read is part of the answer. */
  static BoardView run(Session session, Function<Workplace, CurrentEvidence> known)
      throws IOException, Failure {
    try {
      Workplace workplace = Workplace.open(session);
      return new BuildBoard(workplace, known.apply(workplace)).board();
    } catch (InvalidText e) {
      return new BoardView("", List.of(), List.of(), List.of(e.problem()));
    } catch (InvalidFiles e) {
      return new BoardView("", List.of(), List.of(), e.problems());
    }
  }

  private BoardView board() throws IOException, InvalidText, InvalidFiles, Failure {
    Ledger ledger = workplace.ledger();
    List<BoardLane> lanes = new ArrayList<>();
    for (State state : ledger.layout().states()) {
      Optional<Section> section = ledger.section(state);
      boolean done = state.id().equals(Layout.DONE);
      List<Card> cards = new ArrayList<>();
      for (Task task : section.map(Section::tasks).orElse(List.of())) {
        cards.add(card(task, done));
      }
      Integer limit = ledger.layout().wording().limits().get(state.id());
      if (section.isPresent()) {
        lanes.add(new BoardLane(state, done, limit, List.copyOf(cards)));
      }
    }
    return new BoardView(ledger.title(), List.copyOf(lanes), needs(lanes), List.of());
  }

  private Card card(Task task, boolean done) throws IOException, InvalidText, Failure {
    TaskEvidence known = known(task);
    return new Card(
        task,
        ExpectedRow.digest(task),
        known == null ? null : TaskVerdict.of(known),
        known == null ? null : Headlines.of(known, workplace.settings().subject()).orElse(null),
        since(task, done),
        task.isOverdue(today));
  }

  /** Null where nothing was ever measured: asking for it would read the experiments. */
  private @Nullable TaskEvidence known(Task task) throws IOException, InvalidText, Failure {
    if (!Files.isDirectory(workplace.workspace().results().resolve(task.id().value()))) {
      return null;
    }
    try {
      return evidence.of(task);
    } catch (DamagedRecord e) {
      return null; // 'check' reports it
    }
  }

  /** From the row, or else from its page; nobody asks how old a card of the first column is. */
  private @Nullable LocalDate since(Task task, boolean done) throws IOException, InvalidText {
    String own = task.text(done ? Columns.COMPLETED : Columns.STARTED);
    if (Dates.isDate(own)) {
      return LocalDate.parse(own);
    }
    if (done || task.state().equals(workplace.layout().states().getFirst())) {
      return null;
    }
    List<Transition> history = workplace.page(task.id()).map(TaskPage::history).orElse(List.of());
    return history.isEmpty() || !history.getLast().state().equals(task.state().id())
        ? null
        : history.getLast().date();
  }

  private static List<Need> needs(List<BoardLane> lanes) {
    List<Need> needs = new ArrayList<>();
    for (BoardLane lane : lanes) {
      for (Card card : lane.cards()) {
        need(lane, card).ifPresent(needs::add);
      }
    }
    needs.sort(Comparator.comparing(Need::since, Comparator.nullsFirst(Comparator.naturalOrder())));
    return List.copyOf(needs);
  }

  /** The most pressing one. */
  private static Optional<Need> need(BoardLane lane, Card card) {
    NeedKind kind = ofVerdict(card.verdict());
    if (kind != null) {
      return Optional.of(new Need(kind, card, card.since()));
    }
    if (card.overdue()) {
      LocalDate due = LocalDate.parse(card.task().text(Columns.DUE));
      return Optional.of(new Need(NeedKind.OVERDUE, card, due));
    }
    return lane.state().id().equals(REVIEW)
        ? Optional.of(new Need(NeedKind.IN_REVIEW, card, card.since()))
        : Optional.empty();
  }

  private static @Nullable NeedKind ofVerdict(@Nullable TaskVerdict verdict) {
    if (verdict == null) {
      return null;
    }
    return switch (verdict.status()) {
      case FAILED -> NeedKind.REFUTED;
      case STALE, SUSPECT -> NeedKind.STALE;
      case INCONCLUSIVE, BROKEN -> NeedKind.UNDECIDED;
      case VERIFIED, KNOWN_FAILURES, NOT_APPLICABLE, NONE, WAIVED -> null;
    };
  }
}
