package ledger.site.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import ledger.document.TaskId;
import ledger.evidence.compare.Difference;
import ledger.evidence.compare.MetricChange;
import ledger.evidence.words.ComparisonWords;
import ledger.site.page.Frame;
import ledger.site.page.RunPlace;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/** All experiments in the same two places: the changes between them, the most telling first. */
public final class VersionsBuilder {
  private static final int MOST_LINES = 200;

  private final String path;
  private final List<Comparisons.Brief> briefs;
  private final List<MetricChange> changes;
  private final ChangeLines lines;

  private VersionsBuilder(String path, List<Comparisons.Brief> briefs) {
    this.path = path;
    this.briefs = briefs;
    List<MetricChange.ComparedRows> compared = new ArrayList<>();
    Map<TaskId, String> hrefs = new HashMap<>();
    for (Comparisons.Brief brief : briefs) {
      TaskId task = new TaskId(brief.row().id());
      hrefs.putIfAbsent(task, "../" + brief.row().href());
      compared.add(new MetricChange.ComparedRows(task, brief.row().title(), brief.changes()));
    }
    this.changes = MetricChange.ranked(compared);
    this.lines = new ChangeLines(hrefs);
  }

  /** One for each pair of places, in the order in which experiments have them. */
  public static List<VersionsBuilder> of(List<Comparisons.Brief> briefs) {
    Map<List<RunPlace>, List<Comparisons.Brief>> pairs = new LinkedHashMap<>();
    for (Comparisons.Brief brief : briefs) {
      pairs
          .computeIfAbsent(
              List.of(brief.side().first(), brief.side().second()), k -> new ArrayList<>())
          .add(brief);
    }
    List<VersionsBuilder> all = new ArrayList<>();
    Set<String> used = new LinkedHashSet<>();
    pairs.forEach(
        (pair, own) -> {
          String name = "versions/" + name(pair.getFirst(), pair.getLast());
          String path = name;
          for (int more = 2; !used.add(path); more++) {
            path = name + "-" + more;
          }
          all.add(new VersionsBuilder(path, own));
        });
    return all;
  }

  /** For a file: only letters, digits and hyphens. */
  private static String name(RunPlace first, RunPlace second) {
    String words =
        first.kind().equals(second.kind())
            ? first.environment() + "-" + second.environment() + "-" + second.kind()
            : first.environment()
                + "-"
                + first.kind()
                + "-"
                + second.environment()
                + "-"
                + second.kind();
    return words.replaceAll("[^A-Za-z0-9_]+", "-");
  }

  /** The page's path below the site, without its ending. */
  public String path() {
    return path;
  }

  /** The versions where they differ, and where. */
  public String heading() {
    String places = environments();
    String versions = versions();
    return (versions.isEmpty() ? places : versions + " (" + places + ")")
        + ": what you will notice";
  }

  private String environments() {
    RunPlace first = side().first();
    RunPlace second = side().second();
    return first.kind().equals(second.kind())
        ? first.environment() + " → " + second.environment()
        : place(first) + " → " + place(second);
  }

  private Comparisons.PairSides side() {
    return briefs.getFirst().side();
  }

  private static String place(RunPlace place) {
    return place.environment() + " on " + place.kind();
  }

  /** Of packages that have one version on each side, and not the same one. */
  private String versions() {
    SortedMap<String, String> before = side().packages();
    SortedMap<String, String> after = side().others();
    return before.entrySet().stream()
        .filter(one -> after.containsKey(one.getKey()))
        .filter(one -> !one.getValue().equals(after.get(one.getKey())))
        .filter(one -> isOnly(one.getKey(), one.getValue(), after.get(one.getKey())))
        .map(one -> one.getKey() + " " + one.getValue() + " → " + after.get(one.getKey()))
        .collect(Collectors.joining(", "));
  }

  private boolean isOnly(String name, String first, @Nullable String second) {
    return briefs.stream()
        .map(Comparisons.Brief::side)
        .allMatch(
            side ->
                first.equals(side.packages().getOrDefault(name, first))
                    && side.others().getOrDefault(name, String.valueOf(second)).equals(second));
  }

  public ComparePage.VersionsLink link() {
    return new ComparePage.VersionsLink(path + ".html", heading(), summary());
  }

  private String summary() {
    int same = briefs.stream().mapToInt(Comparisons.Brief::same).sum();
    int open = briefs.stream().mapToInt(Comparisons.Brief::open).sum();
    int confirmed = series(true);
    String better = count(Difference.BETTER) + " for the better";
    String worse = count(Difference.WORSE) + " for the worse";
    String sure =
        confirmed == 0
            ? "No change is confirmed yet"
            : "Confirmed by several runs: "
                + Numbers.count(confirmed, "change", "changes")
                + ", "
                + better
                + " and "
                + worse;
    return sure
        + ". Seen in too few runs to rely on: "
        + series(false)
        + ". The same: "
        + same
        + " series. Not told apart: "
        + open
        + ".";
  }

  private int count(Difference answer) {
    return changes.stream()
        .filter(change -> change.confirmed() && change.answer() == answer)
        .mapToInt(change -> change.series().size())
        .sum();
  }

  private int series(boolean confirmed) {
    return changes.stream()
        .filter(change -> change.confirmed() == confirmed)
        .mapToInt(change -> change.series().size())
        .sum();
  }

  public VersionsPage page(Frame frame) {
    return new VersionsPage(
        frame,
        heading(),
        place(side().first()),
        place(side().second()),
        runs(),
        summary(),
        claims(),
        List.of(
                group("better", "Better", "good", Difference.BETTER),
                group("worse", "Worse", "bad", Difference.WORSE),
                group("different", "Different", "unsure", Difference.DIFFERENT))
            .stream()
            .filter(group -> !group.lines().isEmpty())
            .toList(),
        lines.forest(changes),
        changes.stream()
            .filter(change -> !change.confirmed())
            .limit(MOST_LINES)
            .map(lines::line)
            .toList(),
        briefs.stream().map(VersionsBuilder::compared).toList());
  }

  private String runs() {
    return Numbers.counts(briefs.stream().mapToInt(brief -> brief.side().runs()), "run", "runs")
        + " a side";
  }

  private List<VersionsPage.ClaimLine> claims() {
    return briefs.stream()
        .flatMap(
            brief ->
                brief.claims().stream()
                    .map(
                        claim ->
                            new VersionsPage.ClaimLine(
                                "../tasks/" + brief.row().id() + ".html",
                                brief.row().id(),
                                claim.text(),
                                ComparisonWords.of(claim.first()),
                                ComparisonWords.of(claim.second()),
                                claim.known())))
        .toList();
  }

  private VersionsPage.ChangeGroup group(
      String key, String heading, String kind, Difference answer) {
    List<VersionsPage.MetricLine> shown =
        changes.stream()
            .filter(change -> change.confirmed() && change.answer() == answer)
            .limit(MOST_LINES)
            .map(lines::line)
            .toList();
    return new VersionsPage.ChangeGroup(key, heading, kind, shown);
  }

  private static VersionsPage.ComparedExperiment compared(Comparisons.Brief brief) {
    return new VersionsPage.ComparedExperiment(
        "../" + brief.row().href(),
        brief.row().id(),
        brief.row().title(),
        brief.changes().size(),
        brief.same(),
        brief.open());
  }
}
