package ledger.site.write;

import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import ledger.document.Task;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.evidence.words.ReasonWords;
import ledger.site.SiteInput;
import ledger.site.learned.Findings;
import ledger.site.make.RunPages;
import ledger.site.make.TaskPageBuilder;
import ledger.site.page.Badge;
import ledger.site.page.Html;
import ledger.site.page.MeasuredValue;
import ledger.site.page.RunPlace;

/** What other programs fetch: the sitemap, the Atom feed (RFC 4287) and the badges. */
final class Syndication {
  static final String FEED = "feed.xml";

  private static final int NEWEST = 50;
  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

  private Syndication() {}

  /** One line a page. */
  static String sitemap(String base, Collection<String> pages) {
    StringBuilder out =
        new StringBuilder(HEAD)
            .append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (String page : pages) {
      out.append("<url><loc>").append(Html.escape(slash(base) + page)).append("</loc></url>\n");
    }
    return out.append("</urlset>\n").toString();
  }

  /** A change of a task's state, a changed verdict, or a finding. */
  record FeedEntry(OffsetDateTime when, String key, String title, String text, String path) {
    private static final Comparator<FeedEntry> NEWEST_FIRST =
        Comparator.comparing(FeedEntry::when).reversed().thenComparing(FeedEntry::key);
  }

  /** The newest changes of state and runs. Its moments are the changes' own. */
  static String feed(SiteInput input, List<FeedEntry> changes) {
    List<FeedEntry> entries = newest(changes.stream());
    String root = input.base().map(Syndication::slash).orElse("");
    String site = input.base().map(Syndication::slash).orElse(input.title());
    OffsetDateTime newest =
        entries.isEmpty()
            ? OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
            : entries.getFirst().when();
    StringBuilder out =
        new StringBuilder(HEAD)
            .append("<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>")
            .append(Html.escape(input.title()))
            .append("</title>\n<id>")
            .append(urn(site))
            .append("</id>\n<updated>")
            .append(newest.toInstant())
            .append("</updated>\n<author><name>")
            .append(Html.escape(input.title()))
            .append("</name></author>\n<link href=\"")
            .append(Html.escape(root + SiteFiles.START_PAGE))
            .append("\"/>\n");
    if (input.base().isPresent()) {
      out.append("<link rel=\"self\" href=\"").append(Html.escape(root + FEED)).append("\"/>\n");
    }
    for (FeedEntry entry : entries) {
      out.append("<entry><title>")
          .append(Html.escape(entry.title()))
          .append("</title><id>")
          .append(urn(site + " " + entry.key()))
          .append("</id><updated>")
          .append(entry.when().toInstant())
          .append("</updated><link href=\"")
          .append(Html.escape(root + entry.path()))
          .append("\"/><summary>")
          .append(Html.escape(entry.text()))
          .append("</summary></entry>\n");
    }
    return out.append("</feed>\n").toString();
  }

  private static List<FeedEntry> newest(Stream<FeedEntry> entries) {
    return entries.sorted(FeedEntry.NEWEST_FIRST).limit(NEWEST).toList();
  }

  /** What the feed may report about a task. */
  static List<FeedEntry> changes(
      SiteInput input, TaskEvidence evidence, Task task, List<Findings.PossibleFinding> findings) {
    Stream<FeedEntry> verdicts =
        evidence.experiments().stream()
            .flatMap(experiment -> changed(RunPages.of(experiment)).stream())
            .map(run -> verdict(task, run));
    Stream<FeedEntry> found = findings.stream().map(finding -> finding(task, finding));
    return newest(
        Stream.of(steps(input, task).stream(), verdicts, found).flatMap(entries -> entries));
  }

  /** The runs that answered something else than the one before them in the same place. */
  private static List<RunEvidence> changed(List<RunEvidence> runs) {
    Map<RunPlace, List<Object>> before = new HashMap<>();
    return runs.stream()
        .sorted(Comparator.comparing((RunEvidence run) -> run.record().started()))
        .filter(run -> !answers(run).equals(before.put(RunPlace.of(run), answers(run))))
        .toList();
  }

  /** What a run said when it was made, whatever has become of its inputs. */
  private static List<Object> answers(RunEvidence run) {
    return List.of(
        run.record().exit().kind(),
        run.record().checks().stream().map(check -> check.id() + " " + check.ok()).toList(),
        run.verdict().claims().stream()
            .map(claim -> claim.claim().id() + " " + claim.answer())
            .toList());
  }

  private static FeedEntry finding(Task task, Findings.PossibleFinding found) {
    String number = found.finding().number();
    return new FeedEntry(
        found.since().atOffset(ZoneOffset.UTC),
        task.id() + " found " + found.key() + " " + found.since(),
        named(task)
            + (found.refuted() ? ": refuted: " : ": found: ")
            + found.told()
            + (number.isEmpty() ? "" : " (" + number + ")"),
        found.finding().where(),
        found.finding().href());
  }

  private static List<FeedEntry> steps(SiteInput input, Task task) {
    List<FeedEntry> entries = new ArrayList<>();
    TaskPage page = input.pages().get(task.id());
    Map<String, Integer> times = new HashMap<>();
    for (Transition step : page == null ? List.<Transition>of() : page.history()) {
      String change = task.id() + " " + step.state() + " " + step.date();
      int again = times.merge(change, 1, Integer::sum);
      entries.add(
          new FeedEntry(
              step.date().atTime(LocalTime.MIDNIGHT).atOffset(ZoneOffset.UTC),
              again == 1 ? change : change + " " + again,
              named(task)
                  + ": "
                  + TaskPageBuilder.heading(input, step.state())
                  + (step.waived() == null ? "" : ", waived"),
              task.title()
                  + (step.waived() == null ? "" : ". Accepted without evidence: " + step.waived()),
              "tasks/" + task.id() + ".html"));
    }
    return entries;
  }

  private static FeedEntry verdict(Task task, RunEvidence run) {
    return new FeedEntry(
        run.record().started().atOffset(ZoneOffset.UTC),
        task.id() + " " + run.record().run() + " " + run.verdict().status(),
        named(task)
            + ": "
            + Badge.of(run.verdict().status()).word()
            + headline(run)
            + ", "
            + run.record().environment()
            + " on "
            + run.record().inputs().hostKind()
            + (run.record().imported() == null ? "" : ", imported"),
        ReasonWords.of(run.verdict()),
        RunPages.path(run.record()) + ".html");
  }

  private static String named(Task task) {
    return task.title().isBlank() ? task.id().value() : task.id() + " " + task.title();
  }

  /** The number that the verdict is about, if its experiment names one. */
  private static String headline(RunEvidence run) {
    return run.record().headline() == null
        ? ""
        : run.headline()
            .map(
                summary -> ", " + summary.metric().title() + " " + MeasuredValue.of(summary).text())
            .orElse("");
  }

  /** A verdict as a picture for other pages: what, when and where. Widths are estimates. */
  static String badge(Badge badge, String where) {
    String label = "evidence";
    String value = badge.word() + (where.isEmpty() ? "" : " · " + where);
    int left = 10 + 7 * label.length();
    int right = 10 + 7 * value.length();
    String colour =
        switch (badge.kind()) {
          case "good" -> "#0e5a2b";
          case "bad" -> "#8f1c13";
          case "unsure" -> "#694900";
          case "waived" -> "#54308c";
          default -> "#4c525a";
        };
    String text = Html.escape(label + ": " + value);
    return String.format(
        Locale.ROOT,
        """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%2$s">
    <title>%2$s</title>
    <rect width="%1$d" height="20" rx="3" fill="#33373d"/>
    <path fill="%3$s" d="M%4$d 0h%5$da3 3 0 0 1 3 3v14a3 3 0 0 1 -3 3H%4$dz"/>
    <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
    <text x="5" y="14" textLength="%6$d">%7$s</text>
    <text x="%8$d" y="14" textLength="%9$d">%10$s</text>
    </g>
    </svg>
    """,
        left + right,
        text,
        colour,
        left,
        right - 3,
        left - 10,
        label,
        left + 5,
        right - 10,
        Html.escape(value));
  }

  private static String urn(String key) {
    return "urn:uuid:" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
  }

  static String slash(String base) {
    return base.endsWith("/") ? base : base + "/";
  }
}
