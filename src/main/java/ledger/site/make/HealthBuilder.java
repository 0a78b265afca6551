package ledger.site.make;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.claim.VersionSpecifier;
import ledger.evidence.record.Check;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.page.Badge;
import ledger.site.page.Fact;
import ledger.site.page.Frame;
import ledger.site.page.HealthPage;
import ledger.site.page.Html;
import ledger.site.page.MeasuredValue;
import ledger.site.page.RunPlace;
import ledger.site.page.SeriesName;
import ledger.site.prose.Inline;
import ledger.site.prose.Links;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Builds the page about the health of the hosts, from every newest run that has a {@link
 * HealthReport}.
 */
public final class HealthBuilder {
  /** From the worst to the best. */
  private static final List<String> STATUSES = List.of("fail", "warn", "pass", "na");

  /**
   * A run's report.
   *
   * @param titles of its items, where a check of the run has one
   * @param versions of the packages that the workspace is about
   * @param facts about the host, and what the run measured
   */
  public record Reported(
      RunPlace place,
      String run,
      @Nullable String href,
      Instant started,
      HealthReport report,
      Map<String, String> titles,
      SortedMap<String, String> versions,
      List<Fact> facts) {}

  private final SortedMap<RunPlace, Reported> runs = new TreeMap<>();
  private final SequencedMap<String, String> titles = new LinkedHashMap<>();
  private final Inline inline;

  public HealthBuilder(Links known, List<Reported> reports) {
    this.inline = Inline.atTop(known);
    for (Reported reported : reports) {
      runs.merge(reported.place, reported, HealthBuilder::newer);
      for (HealthPage.ReportedItem item : reported.report.items()) {
        titles.putIfAbsent(item.item(), sentence(item.item()));
      }
      titles.putAll(reported.titles);
    }
  }

  static List<Reported> reports(TaskEvidence evidence, List<String> subject) {
    List<Reported> reports = new ArrayList<>();
    for (ExperimentEvidence experiment : evidence.experiments()) {
      for (RunEvidence run : experiment.newest()) {
        HealthReport.of(run.record())
            .ifPresent(report -> reports.add(reported(run, report, subject)));
      }
    }
    return reports;
  }

  private static Reported reported(RunEvidence run, HealthReport report, List<String> subject) {
    RunRecord record = run.record();
    Map<String, String> titles = new LinkedHashMap<>();
    report.items().forEach(item -> name(item, record).ifPresent(n -> titles.put(item.item(), n)));
    return new Reported(
        RunPlace.of(run),
        record.run(),
        RunPages.href(record, ""),
        record.started(),
        report,
        titles,
        record.host().versions(subject),
        facts(run, subject));
  }

  public HealthPage page(Frame frame) {
    List<HealthPage.HostHealth> hosts = new ArrayList<>();
    runs.forEach((place, run) -> hosts.add(host("h" + (hosts.size() + 1), place, run)));
    List<HealthPage.HealthRow> rows = new ArrayList<>();
    titles.forEach(
        (id, title) ->
            rows.add(
                new HealthPage.HealthRow(
                    id, title, hosts.stream().map(h -> badge(h, id)).toList())));
    return new HealthPage(frame, hosts, rows);
  }

  private static Reported newer(Reported a, Reported b) {
    return a.started.isBefore(b.started) ? b : a;
  }

  /** An item's title is that of its check, whose ID ends in the item's name. */
  private static Optional<String> name(HealthPage.ReportedItem item, RunRecord record) {
    String end = "-" + item.item().replace(' ', '-');
    return record.checks().stream()
        .filter(check -> check.id().endsWith(end))
        .map(Check::title)
        .findFirst();
  }

  private static String sentence(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, words.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
            + words.substring(words.offsetByCodePoints(0, 1));
  }

  private HealthPage.HostHealth host(String key, RunPlace place, Reported reported) {
    HealthReport report = reported.report;
    List<HealthPage.ReportedItem> sorted =
        report.items().stream()
            .sorted(Comparator.comparingInt(item -> rank(item.status())))
            .toList();
    List<HealthPage.HealthItem> attention = new ArrayList<>();
    List<HealthPage.HealthItem> others = new ArrayList<>();
    for (HealthPage.ReportedItem item : sorted) {
      (rank(item.status()) < STATUSES.indexOf("pass") ? attention : others).add(item(item));
    }
    String worst = sorted.isEmpty() ? "unknown" : sorted.getFirst().status();
    return new HealthPage.HostHealth(
        key,
        place.kind(),
        place.environment(),
        worst,
        badge(worst),
        summary(report.items()),
        HostFacts.moment(reported.started),
        reported.started.toString(),
        reported.run,
        reported.href,
        report.unreadable(),
        reported.facts,
        older(reported),
        attention,
        others,
        report.items());
  }

  /** The packages of which another environment here has a newer release, with the newest one. */
  private List<HealthPage.OlderRelease> older(Reported reported) {
    List<HealthPage.OlderRelease> older = new ArrayList<>();
    reported.versions.forEach(
        (name, version) ->
            runs.values().stream()
                .filter(other -> other.versions.containsKey(name))
                .map(
                    other ->
                        new HealthPage.OlderRelease(
                            name, version, other.versions.get(name), other.place.environment()))
                .filter(other -> isOlder(version, other.newer()))
                .reduce((a, b) -> isOlder(a.newer(), b.newer()) ? b : a)
                .ifPresent(older::add));
    return List.copyOf(older);
  }

  private static boolean isOlder(String version, String other) {
    return VersionSpecifier.parse("<" + other)
        .flatMap(below -> below.matches(version))
        .orElse(false);
  }

  private HealthPage.HealthItem item(HealthPage.ReportedItem item) {
    return new HealthPage.HealthItem(
        item.item(),
        titles.getOrDefault(item.item(), item.item()),
        badge(item.status()),
        inline.html(item.detail()),
        item.remedy().isBlank() ? null : inline.html(item.remedy()));
  }

  private static int rank(String status) {
    int rank = STATUSES.indexOf(status);
    return rank < 0 ? 0 : rank;
  }

  private static @Nullable Badge badge(HealthPage.HostHealth host, String id) {
    return Stream.concat(host.attention().stream(), host.others().stream())
        .filter(item -> item.id().equals(id))
        .map(HealthPage.HealthItem::badge)
        .findFirst()
        .orElse(null);
  }

  static Badge badge(String status) {
    return switch (status) {
      case "pass" -> new Badge("good", "✓", "Pass");
      case "warn" -> new Badge("unsure", "!", "Warning");
      case "fail" -> new Badge("bad", "✗", "Fail");
      case "na" -> new Badge("none", "–", "Not applicable");
      default -> new Badge("none", "?", status);
    };
  }

  private static String summary(List<HealthPage.ReportedItem> items) {
    Map<String, Long> counts =
        items.stream()
            .collect(Collectors.groupingBy(HealthPage.ReportedItem::status, Collectors.counting()));
    List<String> parts = new ArrayList<>();
    add(parts, counts.get("fail"), "failed", "failed");
    add(parts, counts.get("warn"), "warning", "warnings");
    add(parts, counts.get("pass"), "passed", "passed");
    add(parts, counts.get("na"), "not applicable", "not applicable");
    return Numbers.count(items.size(), "item", "items")
        + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
  }

  private static void add(List<String> parts, @Nullable Long count, String one, String many) {
    if (count != null) {
      parts.add(Numbers.count(count, one, many));
    }
  }

  /** The host's own facts, and what its run measured in units of its own. */
  private static List<Fact> facts(RunEvidence run, List<String> subject) {
    List<Fact> facts = new ArrayList<>(HostFacts.facts(run.record(), subject));
    for (MetricSummary summary : run.verdict().summaries()) {
      if (!summary.metric().exact()) {
        String key = SeriesName.of(summary);
        facts.add(
            new Fact(
                summary.metric().title() + (key.isEmpty() ? "" : ", " + key),
                Html.text(MeasuredValue.of(summary).text())));
      }
    }
    return facts;
  }
}
