package ledger.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import ledger.app.session.Listener;
import ledger.app.session.Notice;
import ledger.experiment.run.RunEvent;
import ledger.text.Visible;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Prints notices; shows how far a run is: a bar on a terminal, single lines elsewhere. */
public final class Progress implements Listener, AutoCloseable {
  private static final Duration QUIET = Duration.ofSeconds(15);

  private final Console console;
  private @Nullable ProgressBar bar;
  private Duration spoken = Duration.ZERO;

  public Progress(Console console) {
    this.console = console;
  }

  @Override
  public void heard(Notice notice) {
    if (notice instanceof Notice.RunGoesOn(RunEvent event)
        && !(event instanceof RunEvent.Finished)
        && !(event instanceof RunEvent.SetupNoticed)) {
      if (console.isTerminal()) {
        draw(event);
      } else if (isNews(event)) {
        NoticeWords.print(console, notice);
      }
    } else {
      close();
      NoticeWords.print(console, notice);
    }
  }

  private void draw(RunEvent event) {
    switch (event) {
      case RunEvent.SettingUp step -> {
        if (step.elapsed().isZero()) {
          close();
        }
        bar(step.environment().name()).setExtraMessage(Visible.line(step.step()));
      }
      case RunEvent.ProcessStarted started -> {
        close();
        bar(started.run().experiment().name())
            .setExtraMessage(Visible.line(RunWords.text(started)));
      }
      case RunEvent.StepReached reached ->
          bar(reached.run().experiment().name())
              .maxHint(reached.of())
              .stepTo(reached.step())
              .setExtraMessage(Visible.line(reached.text()));
      case RunEvent.StillRunning still -> bar(still.run().experiment().name());
      case RunEvent.Finished finished -> close();
      case RunEvent.SetupNoticed noticed -> close();
    }
  }

  /** Outside a terminal, a sign of life every quarter of a minute is enough. */
  private boolean isNews(RunEvent event) {
    Duration elapsed =
        switch (event) {
          case RunEvent.SettingUp step -> step.elapsed();
          case RunEvent.ProcessStarted started -> Duration.ZERO;
          case RunEvent.StepReached reached -> reached.elapsed();
          case RunEvent.StillRunning still -> still.elapsed();
          case RunEvent.Finished finished -> Duration.ZERO;
          case RunEvent.SetupNoticed noticed -> Duration.ZERO;
        };
    boolean reached = event instanceof RunEvent.StepReached;
    boolean news = !reached && (elapsed.isZero() || elapsed.minus(spoken).compareTo(QUIET) > 0);
    if (news || reached) {
      spoken = elapsed;
    }
    return news;
  }

  private ProgressBar bar(String task) {
    ProgressBar known = bar;
    if (known == null) {
      PrintStream err =
          new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
      known =
          new ProgressBarBuilder()
              .setTaskName("  " + Visible.line(task))
              .setInitialMax(1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .setConsumer(new ConsoleProgressBarConsumer(err, console.columns() - 1))
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
