package ledger.app.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.UseCase;
import ledger.app.session.Workplace;
import ledger.site.SiteReport;
import ledger.text.InvalidText;
import ledger.workspace.FolderChanges;
import ledger.workspace.Workspace;

/** Builds the site whenever something that it is built from changes. */
public final class SiteWatch implements AutoCloseable {
  private final Session session;
  private final Workspace workspace;
  private final SiteRequest request;
  private final FolderChanges changes;

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

  private SiteWatch(Session session, Workspace workspace, SiteRequest request) throws IOException {
    this.session = session;
    this.workspace = workspace;
    this.request = request;
    for (Path each : List.of(workspace.ledger(), workspace.templates(), workspace.site())) {
      workspace.files().resolved(each); // or no folder behind a link would be watched and served
    }
    this.changes =
        FolderChanges.below(
            workspace.root(),
            List.of(workspace.ledger().resolveSibling("."), workspace.templates()));
  }

  /** Watches the site of a session's ledger. */
  public static SiteWatch of(Session session, SiteRequest request)
      throws IOException, InvalidFiles, Failure {
    Workspace workspace = UseCase.call(() -> Workplace.find(session));
    return new SiteWatch(session, workspace, request);
  }

  /** The site's folder; it may not exist before the first build. */
  public Path folder() {
    return workspace.site();
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
      report = UseCase.call(this::built);
    } catch (Exception e) {
      listener.failed(e);
      return;
    }
    listener.built(report);
  }

  private SiteReport built() throws IOException, InvalidText, InvalidFiles, Failure {
    SiteBuilder builder = new SiteBuilder(Workplace.in(session, workspace), request.history());
    SiteReport report = builder.build();
    changes.add(builder.elsewhere());
    return report;
  }

  @Override
  public void close() throws IOException {
    changes.close();
  }
}
