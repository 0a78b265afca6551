package ledger.cli.results;

import java.util.Objects;
import ledger.cli.Console;
import ledger.evidence.record.Host;
import ledger.evidence.record.LoadReading;
import ledger.evidence.record.RunRecord;

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
        "%s, %d cores, %s, Python %s"
            .formatted(host.cpu(), host.cores(), host.osVersion(), host.python()));
    row(console, "BLAS", host.blas().name() + " " + host.blas().library());
    row(console, "load", host.loadBefore() + " before, " + host.loadAfter() + " after");
    disturbances(console, record);
    if (record.git() != null) {
      row(
          console,
          "commit",
          record.git().commit() + (record.git().dirty() ? ", with changes" : ""));
    }
    if (record.imported() != null) {
      row(console, "imported", "events " + record.imported().events());
    }
    if (record.quick()) {
      row(console, "quick", "counts for nothing");
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
