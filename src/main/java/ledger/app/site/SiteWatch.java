package ledger.app.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import ledger.site.SiteReport;
import ledger.workspace.FolderChanges;
import ledger.workspace.Workspace;

/** Builds the site whenever something that it is built from changes. */
public final class SiteWatch implements AutoCloseable {
  private final Path folder;
  private final FolderChanges changes;
  private final Callable<SiteReport> build;

  /** What is done with each build. */
  public interface BuildListener {
    void built(SiteReport report);

    /**
     * A build that failed.
     *
     * @param reason one of the exceptions in which a call of {@link ledger.app.App} may end
     */
    void failed(Exception reason);
  }

  /**
   * Watches what a site is made from.
   *
   * @param build brings the site up to date
   */
  public SiteWatch(Workspace workspace, Callable<SiteReport> build) throws IOException {
    this.folder = workspace.site();
    this.changes =
        FolderChanges.below(
            workspace.root(),
            List.of(workspace.ledger().resolveSibling("."), workspace.templates()));
    this.build = build;
  }

  /** The site's folder; it may not exist before the first build. */
  public Path folder() {
    return folder;
  }

  /** Builds now, and again after each change, until this is closed. */
  public void run(BuildListener listener) throws IOException, InterruptedException {
    do {
      build(listener);
    } while (changes.await());
  }

  private void build(BuildListener listener) {
    SiteReport report;
    try {
      report = build.call();
    } catch (Exception e) {
      listener.failed(e);
      return;
    }
    listener.built(report);
  }

  @Override
  public void close() throws IOException {
    changes.close();
  }
}
