package ledger.cli.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import ledger.cli.Console;
import ledger.cli.Main;
import ledger.serve.Preview;
import ledger.site.SiteReport;
import ledger.workspace.Changes;
import ledger.workspace.Workspace;

/** Rebuilds the site whenever something that it is made from changes, and serves it. */
final class SiteWatch {
  /** How long to wait at the end for a build to finish, in seconds. */
  private static final int PATIENCE = 10;

  private final Console console;
  private final Workspace workspace;
  private final Callable<SiteReport> build;

  SiteWatch(Console console, Workspace workspace, Callable<SiteReport> build) {
    this.console = console;
    this.workspace = workspace;
    this.build = build;
  }

  /** Returns when the process is told to end. */
  void run(int port) throws IOException, InterruptedException {
    List<Path> trees = List.of(workspace.ledger().resolveSibling("."), workspace.templates());
    try (Changes changes = Changes.below(workspace.root(), trees);
        Preview preview = Preview.of(workspace.site(), port)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(changes)));
      build(preview);
      console.print(preview.address() + " (Ctrl-C ends it)");
      console.flush();
      while (changes.await()) {
        build(preview);
      }
    }
  }

  private void build(Preview preview) {
    try {
      SiteReport report = build.call();
      boolean other = !report.written().isEmpty() || !report.deleted().isEmpty();
      if (other || preview.hasFailed()) {
        console.print(report.summary());
        console.flush();
        preview.changed();
      }
    } catch (Exception e) {
      String text = explained(e);
      console.note(text);
      preview.failed(text);
    }
  }

  /** What would be shown on the terminal. */
  private static String explained(Exception exception) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Console page = Console.of(stream, stream, Map.of());
    Main.explain(page, exception);
    page.flush();
    return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  /** Ends the loop. The process ends with it, before this wait does, unless a build is stuck. */
  private static void end(Changes changes) {
    try {
      changes.close();
      TimeUnit.SECONDS.sleep(PATIENCE);
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
