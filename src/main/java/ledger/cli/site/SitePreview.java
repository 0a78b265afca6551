package ledger.cli.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ledger.app.session.Failure;
import ledger.app.site.SiteWatch;
import ledger.cli.Console;
import ledger.cli.Main;
import ledger.serve.Preview;
import ledger.site.SiteReport;

/** Shows the site in browsers on this machine, and each build on the terminal. */
final class SitePreview implements SiteWatch.BuildListener {
  /** How long to wait at the end for a build to finish, in seconds. */
  private static final int PATIENCE = 10;

  private final Console console;
  private final SiteWatch watch;
  private final Preview preview;
  private boolean announced;

  private SitePreview(Console console, SiteWatch watch, Preview preview) {
    this.console = console;
    this.watch = watch;
    this.preview = preview;
  }

  /**
   * Returns when the process is asked to end, or nobody can hear of the builds any more.
   *
   * @param port 0 for any free one
   */
  static void run(Console console, SiteWatch watch, int port)
      throws IOException, InterruptedException, Failure {
    try (watch;
        Preview preview = Preview.of(watch.folder(), port)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(watch)));
      watch.run(new SitePreview(console, watch, preview));
    } catch (BindException e) {
      throw Failure.cannot(
          "cannot serve on port " + port + ": " + e.getMessage(),
          "without --port, a free one is found");
    }
  }

  @Override
  public void built(SiteReport report) {
    boolean changed = !report.written().isEmpty() || !report.deleted().isEmpty();
    if (changed || preview.hasFailed()) {
      console.print(report.summary());
      preview.changed();
    }
    announce();
  }

  @Override
  public void failed(Exception reason) {
    String text = explained(reason);
    console.noteText(text);
    preview.failed(text);
    announce();
  }

  /** Prints the address, once. */
  private void announce() {
    if (!announced) {
      console.print(preview.address() + " (Ctrl-C ends it)");
      announced = true;
    }
    if (console.lost().isPresent()) {
      close(watch);
    }
  }

  private static void close(SiteWatch watch) {
    try {
      watch.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What would be shown on the terminal. */
  private static String explained(Exception exception) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Console page = Console.of(bytes, bytes, Map.of());
    Main.explain(page, exception);
    page.flush();
    return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  /** Ends the loop. The process ends with it, before this wait does, unless a build is stuck. */
  private static void end(SiteWatch watch) {
    try {
      watch.close();
      TimeUnit.SECONDS.sleep(PATIENCE);
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
