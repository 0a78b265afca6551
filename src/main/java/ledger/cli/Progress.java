package ledger.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import ledger.evidence.record.RunRecord;
import ledger.experiment.run.PlannedRun;
import ledger.experiment.run.VerifyListener;
import ledger.text.Numbers;
import ledger.workspace.Environment;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows what is running and for how long: a bar on a terminal, single lines elsewhere. */
public final class Progress implements VerifyListener, AutoCloseable {
  private static final Duration QUIET = Duration.ofSeconds(15);

  private final Console console;
  private @Nullable ProgressBar bar;
  private Duration spoken = Duration.ZERO;

  public Progress(Console console) {
    this.console = console;
  }

  @Override
  public void settingUp(Environment environment, String step) {
    spoken = Duration.ZERO;
    say(environment.name(), step);
  }

  @Override
  public void settingUp(Environment environment, String step, Duration elapsed) {
    still(environment.name(), step, elapsed);
  }

  @Override
  public void started(PlannedRun run) {
    spoken = Duration.ZERO;
    say(
        run.experiment().name(),
        "running, at most " + run.experiment().timeout().toSeconds() + " s");
  }

  @Override
  public void step(PlannedRun run, int step, int of, String text, Duration elapsed) {
    if (console.isTerminal()) {
      bar(run.experiment().name()).maxHint(of).stepTo(step).setExtraMessage(text);
    }
    spoken = elapsed;
  }

  @Override
  public void alive(PlannedRun run, Duration elapsed) {
    still(run.experiment().name(), "still running", elapsed);
  }

  @Override
  public void finished(PlannedRun run, RunRecord record) {
    close();
    long passed = record.checks().stream().filter(check -> check.ok()).count();
    String kind = record.exit().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    console.note(
        "  %s after %s s, %d of %d checks passed, %d samples"
            .formatted(
                kind,
                Numbers.tenths(record.durationMillis() / 1000.0),
                passed,
                record.checks().size(),
                record.samples().size()));
    record.checks().stream()
        .filter(check -> !check.ok())
        .forEach(
            check ->
                console.note(
                    "  failed: " + check.id() + " " + check.title() + ": " + check.detail()));
    if (record.exit().kind() != ledger.evidence.record.Exit.Kind.COMPLETED) {
      console.note("  " + record.exit().detail());
    }
  }

  private void say(String task, String text) {
    if (console.isTerminal()) {
      close();
      bar(task).setExtraMessage(text);
    } else {
      console.note("  " + text);
    }
  }

  /** Outside a terminal, a sign of life every quarter of a minute is enough. */
  private void still(String task, String text, Duration elapsed) {
    if (console.isTerminal()) {
      bar(task);
    } else if (elapsed.minus(spoken).compareTo(QUIET) > 0) {
      spoken = elapsed;
      console.note("  " + text + ", " + elapsed.toSeconds() + " s");
    }
  }

  private ProgressBar bar(String task) {
    ProgressBar known = bar;
    if (known == null) {
      known =
          new ProgressBarBuilder()
              .setTaskName("  " + task)
              .setInitialMax(1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .setConsumer(
                  new ConsoleProgressBarConsumer(
                      new PrintStream(
                          new java.io.FileOutputStream(java.io.FileDescriptor.err),
                          true,
                          java.nio.charset.StandardCharsets.UTF_8)))
              .build();
      bar = known;
    }
    return known;
  }

  @Override
  public void close() {
    ProgressBar known = bar;
    if (known != null) {
      known.close();
      bar = null;
    }
  }
}
