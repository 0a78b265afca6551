package ledger.cli.results;

import java.util.List;
import java.util.Objects;
import ledger.cli.Console;
import ledger.evidence.record.GitState;
import ledger.evidence.record.Host;
import ledger.evidence.record.LoadReading;
import ledger.evidence.record.Observed;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.RunTraces;
import ledger.text.Numbers;

/** Prints where and how a run was made. */
final class RunOrigin {
  private RunOrigin() {}

  static void print(Console console, RunRecord record) {
    Host host = record.host();
    row(
        console,
        "experiment",
        record.title() + " (" + record.experiment() + ", " + record.task() + ")");
    row(console, "started", record.started() + ", " + record.durationMillis() / 1000.0 + " s");
    row(console, "ended", record.exit().detail());
    row(
        console,
        "host",
        "%s, %s cores, %s, Python %s"
            .formatted(host.cpu(), host.cores(), host.osVersion(), host.python()));
    row(console, "BLAS", host.blas().name() + " " + host.blas().library());
    row(console, "load", host.loadBefore() + " before, " + host.loadAfter() + " after");
    disturbances(console, record);
    if (record.git() != null) {
      row(console, "commit", commit(record.git()));
    }
    inputs(console, record);
    if (record.imported() != null) {
      row(console, "imported", "events " + record.imported().events());
    }
    if (record.quick()) {
      row(console, "quick", "counts for nothing");
    }
  }

  private static String commit(GitState git) {
    List<String> differing = git.differing();
    return differing == null || differing.isEmpty()
        ? git.commit() + (git.dirty() ? ", with changes" : "")
        : git.commit() + ", without " + String.join(", ", differing) + " as they were";
  }

  private static void inputs(Console console, RunRecord record) {
    Observed observed = record.inputs().observed();
    RunTraces traces = record.traces();
    if (observed == null || traces == null) {
      return;
    }
    row(console, "inputs", Numbers.count(observed.files().size(), "file", "files") + " observed");
    list(console, "declared", observed.declared().inputs());
    list(console, "ignored", observed.declared().ignore());
    list(console, "wrote", traces.written());
    list(console, "unseen", traces.commands());
  }

  private static void list(Console console, String name, List<String> values) {
    if (!values.isEmpty()) {
      row(console, name, String.join(", ", values));
    }
  }

  private static void disturbances(Console console, RunRecord record) {
    record.load().stream()
        .map(LoadReading::others)
        .filter(Objects::nonNull)
        .max(Double::compare)
        .ifPresent(
            most ->
                row(console, "others", "at most " + most + " cores kept busy by other processes"));
    if (record.load().stream().anyMatch(reading -> Boolean.TRUE.equals(reading.throttled()))) {
      row(console, "heat", "a processor was throttled during the run");
    }
  }

  private static void row(Console console, String name, String value) {
    RunText.row(console, name, value);
  }
}
