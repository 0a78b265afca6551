package ledger.cli.results;

import java.util.List;
import java.util.stream.Stream;
import ledger.app.results.VerifyMode;
import ledger.app.results.VerifyRequest;
import ledger.app.session.Failure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to run, how often, and in which environments. */
final class VerifyOptions {
  @Option(
      names = "--env",
      paramLabel = "NAME",
      split = ",",
      description = "Environments (default: pinned, or the one in the settings).")
  private List<String> environments = List.of();

  @Option(names = "--force", description = "Also run what is fresh.")
  private boolean force;

  @Option(names = "--stale", description = "Run only what has run before and is stale or suspect.")
  private boolean stale;

  @Option(
      names = "--calibrate",
      description = {
        "Run everything three times (or --rounds), and record how much equal runs differ here.",
        "Comparisons use that as this host's noise."
      })
  private boolean calibrate;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Run each experiment N times, alternating environments (default: 1).")
  private @Nullable Integer rounds;

  @Option(
      names = "--no-wait",
      description =
          "Give up at once if another verify is running in this workspace (default: wait up to 60 min).")
  private boolean noWait;

  @Option(
      names = "--quick",
      description =
          "A first look with smaller sizes; it is recorded as quick and never counts for Done.")
  private boolean quick;

  @Option(
      names = "--on-host",
      description = {
        "Run on a host of another kind what its kind has no fresh evidence of, in every environment that it can have,"
            + " and say how to send the records.",
        "Compares nothing. Environments whose records were all imported are left out."
      })
  private boolean onHost;

  boolean onHost() {
    return onHost;
  }

  List<String> environments() {
    return environments;
  }

  /** Whether anything is asked for besides environments. */
  boolean measures() {
    return force || stale || calibrate || quick || noWait || onHost || rounds != null;
  }

  VerifyRequest request(List<String> ids, boolean planOnly) throws Failure {
    return new VerifyRequest(ids, environments, mode(), rounds, planOnly, onHost, !noWait);
  }

  private VerifyMode mode() throws Failure {
    if (Stream.of(quick, force, stale, calibrate).filter(asked -> asked).count() > 1) {
      throw Failure.wrongRequest(
          "--quick, --force, --stale and --calibrate cannot be combined", null);
    }
    return quick
        ? VerifyMode.FIRST_LOOK
        : force
            ? VerifyMode.ALL
            : stale ? VerifyMode.STALE : calibrate ? VerifyMode.CALIBRATE : VerifyMode.NEEDED;
  }
}
