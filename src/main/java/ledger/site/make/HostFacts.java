package ledger.site.make;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import ledger.evidence.record.GitState;
import ledger.evidence.record.Host;
import ledger.evidence.record.Observed;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.RunEvidence;
import ledger.site.page.ExperimentModel;
import ledger.site.page.Fact;
import ledger.site.page.Html;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/** Hosts and runs as tables: a property a row, a run a column. */
final class HostFacts {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final List<RunRecord> records;
  private final List<ExperimentModel.Property> properties = new ArrayList<>();

  private HostFacts(List<RunEvidence> runs) {
    this.records = runs.stream().map(RunEvidence::record).toList();
  }

  static String moment(Instant instant) {
    return MOMENT.format(instant);
  }

  static List<ExperimentModel.Property> environment(List<RunEvidence> runs, List<String> subject) {
    HostFacts facts = new HostFacts(runs);
    facts.add(
        "Kind of host",
        record ->
            record.inputs().hostKind() + (record.imported() == null ? "" : ", events imported"));
    facts.add("Backend", record -> record.host().backend());
    facts.add("CPU", record -> record.host().cpu());
    facts.add("Cores and memory", record -> size(record.host()));
    facts.add("Devices", record -> String.join(", ", record.host().devices()));
    facts.add("BLAS", record -> blas(record.host()));
    facts.add("System", record -> system(record.host()));
    facts.add("Python", record -> record.host().implementation() + " " + record.host().python());
    facts.add("Packages", record -> subject(record.host(), subject));
    facts.add("Variables", record -> pairs(record.host().variables(), "="));
    facts.add("Load before", record -> load(record.host().loadBefore()));
    facts.add("Load after", record -> load(record.host().loadAfter()));
    return facts.properties;
  }

  /** Every package that was installed. */
  static List<ExperimentModel.Property> packages(List<RunEvidence> runs) {
    HostFacts facts = new HostFacts(runs);
    TreeSet<String> packages = new TreeSet<>();
    facts.records.forEach(record -> packages.addAll(record.host().packages().keySet()));
    for (String name : packages) {
      facts.add(name, record -> record.host().packages().getOrDefault(name, ""));
    }
    return facts.properties;
  }

  /** What a reader wants to know first of one host. */
  static List<Fact> facts(RunRecord record, List<String> subject) {
    Host host = record.host();
    List<Fact> facts = new ArrayList<>();
    add(facts, "System", system(host));
    add(facts, "CPU", host.cpu());
    add(facts, "Cores and memory", size(host));
    add(facts, "Devices", String.join("; ", host.devices()));
    add(facts, "Backend", host.backend());
    add(facts, "BLAS", blas(host));
    add(facts, "Python", host.implementation() + " " + host.python());
    add(facts, "Packages", subject(host, subject));
    add(facts, "Variables", pairs(host.variables(), "="));
    return facts;
  }

  private static void add(List<Fact> facts, String name, String value) {
    if (!value.isBlank()) {
      facts.add(new Fact(name, Html.text(value)));
    }
  }

  static List<ExperimentModel.Property> provenance(List<RunEvidence> runs) {
    HostFacts facts = new HostFacts(runs);
    facts.add("Run", RunRecord::run);
    facts.add("Started", record -> moment(record.started()));
    facts.add("Took", record -> Numbers.duration(record.durationMillis()));
    facts.add("Ended", record -> record.exit().detail());
    facts.add("Git commit", record -> commit(record.git()));
    facts.add("Script", record -> record.inputs().script());
    facts.add("Claims", record -> record.inputs().claims());
    facts.add("Task's text", record -> record.inputs().taskText());
    facts.add("Requirements", record -> record.inputs().requirements());
    TreeSet<String> imports = new TreeSet<>();
    facts.records.forEach(record -> imports.addAll(record.inputs().imports().keySet()));
    for (String name : imports) {
      facts.add(name, record -> record.inputs().imports().getOrDefault(name, ""));
    }
    observed(facts);
    return facts.properties;
  }

  /** What the runs were seen to use. */
  private static void observed(HostFacts facts) {
    facts.add("Declared inputs", record -> declared(record, Observed.Declared::inputs));
    facts.add("Ignored inputs", record -> declared(record, Observed.Declared::ignore));
    facts.add("Unseen programs", HostFacts::unseen);
    TreeSet<String> files = new TreeSet<>();
    facts.records.forEach(record -> files.addAll(files(record).keySet()));
    for (String name : files) {
      facts.add(name, record -> files(record).getOrDefault(name, ""));
    }
  }

  private static SortedMap<String, String> files(RunRecord record) {
    Observed observed = record.inputs().observed();
    return observed == null ? Collections.emptySortedMap() : observed.files();
  }

  private static String declared(
      RunRecord record, Function<Observed.Declared, List<String>> which) {
    Observed observed = record.inputs().observed();
    return observed == null ? "" : String.join(", ", which.apply(observed.declared()));
  }

  private static String unseen(RunRecord record) {
    return record.traces() == null ? "" : String.join(", ", record.traces().commands());
  }

  private void add(String name, Function<RunRecord, String> value) {
    List<String> values = records.stream().map(value).toList();
    if (values.stream().anyMatch(text -> !text.isBlank())) {
      properties.add(new ExperimentModel.Property(name, PerRun.once(values)));
    }
  }

  /** What results depend on most, as far as the settings say what that is. */
  private static String subject(Host host, List<String> subject) {
    return pairs(host.versions(subject), " ");
  }

  private static String size(Host host) {
    return Numbers.count(host.cores(), "core", "cores")
        + ", "
        + Numbers.with((double) host.memoryBytes(), "By");
  }

  private static String system(Host host) {
    return host.os() + " " + host.osVersion() + ", " + host.arch();
  }

  private static String blas(Host host) {
    String library = host.blas().library().isBlank() ? "" : " (" + host.blas().library() + ")";
    String threads =
        host.blas().threads() > 0
            ? ", " + Numbers.count(host.blas().threads(), "thread", "threads")
            : "";
    return host.blas().name() + library + threads;
  }

  private static String commit(@Nullable GitState git) {
    if (git == null) {
      return "";
    }
    List<String> differing = git.differing();
    return differing == null || differing.isEmpty()
        ? git.commit() + (git.dirty() ? ", with uncommitted changes" : "")
        : git.commit() + ", without " + String.join(", ", differing) + " as they were";
  }

  private static String load(List<Double> load) {
    return load.stream().map(Numbers::number).collect(Collectors.joining(", "));
  }

  static String pairs(SortedMap<String, String> pairs, String between) {
    return pairs.entrySet().stream()
        .map(entry -> entry.getKey() + between + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
