package ledger.serve.board;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import ledger.app.board.BoardView;
import ledger.app.board.BoardView.BoardLane;
import ledger.app.board.BoardView.Card;
import ledger.app.board.BoardView.Need;
import ledger.app.board.BoardView.NeedKind;
import ledger.app.results.TaskVerdict;
import ledger.app.runs.RunState;
import ledger.app.runs.Runs;
import ledger.document.Columns;
import ledger.evidence.words.ReasonWords;
import ledger.serve.board.Models.CardModel;
import ledger.serve.board.Models.NeedModel;
import ledger.site.page.Badge;
import ledger.site.page.TaskPageModel;
import ledger.text.Numbers;
import ledger.text.Visible;

/** Cards as HTML. */
final class Cards {
  /** What the evidence says, which a reason words. */
  private static final Set<NeedKind> MEASURED =
      Set.of(NeedKind.REFUTED, NeedKind.STALE, NeedKind.UNDECIDED);

  private final Fragments fragments;
  private final Runs runs;
  private final String root;
  private final boolean readOnly;

  Cards(Fragments fragments, Runs runs, String root, boolean readOnly) {
    this.fragments = fragments;
    this.runs = runs;
    this.root = root;
    this.readOnly = readOnly;
  }

  /** The board as it is shown on a day; the done ones are drawn when somebody opens them. */
  DrawnBoard snapshot(long version, BoardView view, LocalDate today) throws IOException {
    Map<String, String> html = new LinkedHashMap<>();
    Map<String, String> digests = new LinkedHashMap<>();
    Map<String, List<String>> order = new LinkedHashMap<>();
    for (BoardLane lane : view.columns()) {
      List<String> ids = new ArrayList<>();
      for (Card card : lane.done() ? List.<Card>of() : lane.cards()) {
        String id = card.task().id().value();
        String text = html(card, today);
        String digest = digest(text);
        html.put(id, text.replaceFirst("<li ", "<li data-digest=\"" + digest + "\" "));
        digests.put(id, digest);
        ids.add(id);
      }
      order.put(lane.state().id(), ids);
    }
    return new DrawnBoard(version, view, html, digests, order);
  }

  String html(Card card, LocalDate today) throws IOException {
    return fragments.render("card", model(card, today));
  }

  private CardModel model(Card card, LocalDate today) {
    TaskVerdict verdict = card.verdict();
    TaskPageModel.Headline headline = card.headline();
    LocalDate since = card.since();
    long days = since == null ? 0 : ChronoUnit.DAYS.between(since, today);
    RunState run = runs.of(card.task().id()).filter(known -> !known.phase().ended()).orElse(null);
    return new CardModel(
        root,
        card.task().id().value(),
        card.task().state().id(),
        card.digest(),
        Visible.line(card.task().title()),
        Visible.line(card.task().text(Columns.PRIORITY)),
        Visible.line(card.task().text(Columns.OWNER)),
        Visible.line(card.task().text(Columns.DUE)),
        card.overdue(),
        verdict == null ? null : Badge.of(verdict.status()),
        headline == null ? "" : headline.metric(),
        headline == null ? "" : headline.value(),
        headline == null ? "" : headline.interval(),
        since == null ? "" : days < 1 ? "today" : Numbers.count(days, "day", "days"),
        run == null ? "" : RunViews.brief(run),
        readOnly);
  }

  List<NeedModel> needs(BoardView view) {
    return view.needs().stream().map(this::need).toList();
  }

  private NeedModel need(Need need) {
    String id = need.card().task().id().value();
    String next =
        switch (need.kind()) {
          case REFUTED -> "read what was measured; 'ledger reopen " + id + "' takes it back";
          case STALE, UNDECIDED -> "'ledger verify " + id + "' measures it again";
          case OVERDUE -> "finish it, or give it another date";
          case IN_REVIEW -> "review it, and move it on";
        };
    String what =
        switch (need.kind()) {
          case REFUTED -> "Refuted";
          case STALE -> "Stale";
          case UNDECIDED -> "Undecided";
          case OVERDUE -> "Overdue";
          case IN_REVIEW -> "Waits for review";
        };
    TaskVerdict verdict = need.card().verdict();
    boolean measured = MEASURED.contains(need.kind());
    return new NeedModel(
        id,
        Visible.line(need.card().task().title()),
        root + "task/" + AddressPart.encoded(id),
        verdict != null && measured ? what + ": " + ReasonWords.of(verdict.reason()) : what,
        need.since() == null ? "" : need.since().toString(),
        next);
  }

  /** Of what is drawn, to see whether it has changed. */
  static String digest(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
