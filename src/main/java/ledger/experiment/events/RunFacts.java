package ledger.experiment.events;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import ledger.evidence.record.Exit;
import ledger.evidence.record.GitState;
import ledger.evidence.record.Host;
import ledger.evidence.record.HostKind;
import ledger.evidence.record.Imported;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.Log;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.RunTraces;
import ledger.evidence.store.EvidenceStore;
import ledger.experiment.header.Experiment;
import ledger.experiment.process.ThisHost;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a run besides its events.
 *
 * @param environment the environment's name
 * @param git what was checked out, if that is known
 * @param imported where the events come from, if not from this runner
 * @param traces what else was seen of it, if anybody observed it
 */
public record RunFacts(
    String environment,
    boolean quick,
    @Nullable GitState git,
    @Nullable Imported imported,
    Instant started,
    Duration duration,
    Exit exit,
    Log log,
    @Nullable RunTraces traces) {
  /**
   * The run's record.
   *
   * @param inputs as they are now; the kind of host is the one in the events
   */
  public RunRecord with(EventReader events, Experiment experiment, Inputs inputs) {
    Host host = events.host().orElse(ThisHost.unknown());
    boolean known = !host.backend().equals(ThisHost.UNKNOWN);
    String kind = known ? HostKind.of(host.os(), host.arch(), host.backend()) : inputs.hostKind();
    return EvidenceStore.identified(
        new RunRecord(
            RunRecord.SCHEMA,
            "",
            experiment.task(),
            experiment.name(),
            experiment.title(),
            experiment.headline(),
            experiment.outcome(),
            environment,
            quick || events.quick(),
            host,
            HostKind.with(inputs, kind),
            git,
            imported,
            started.truncatedTo(ChronoUnit.MILLIS),
            duration.toMillis(),
            exit,
            experiment.claims(),
            experiment.knownFailures(),
            events.metrics(),
            events.samples(),
            events.load(),
            events.checks(),
            events.notApplicable(),
            events.artifacts(),
            log,
            traces));
  }
}
