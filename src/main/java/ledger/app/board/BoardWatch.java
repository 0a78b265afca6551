package ledger.app.board;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.UseCase;
import ledger.app.session.Workplace;
import ledger.workspace.Workspace;

/**
 * Asks the files' times whether what a board shows may have changed: the ledger and its settings
 * every 150 ms, everything else once a second. Java's own watching polls for seconds on a Mac.
 */
public final class BoardWatch implements AutoCloseable {
  private static final Duration OFTEN = Duration.ofMillis(150);
  private static final int SELDOM = 7;

  private final Workspace workspace;
  private final Thread thread;
  private final Runnable listener;
  private volatile boolean closed;

  private BoardWatch(Workspace workspace, Runnable listener) {
    this.workspace = workspace;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("ledger-board-watch").unstarted(this::watch);
  }

  /**
   * Begins to watch.
   *
   * @param listener called after each change, on the watching thread
   */
  public static BoardWatch of(Session session, Runnable listener)
      throws IOException, InvalidFiles, Failure {
    BoardWatch watch = new BoardWatch(UseCase.call(() -> Workplace.find(session)), listener);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    List<Object> near = near();
    List<Object> far = far();
    for (int turn = 1; !closed; turn++) {
      try {
        Thread.sleep(OFTEN);
      } catch (InterruptedException e) {
        return;
      }
      List<Object> now = near();
      List<Object> rest = turn % SELDOM == 0 ? far() : far;
      if (!now.equals(near) || !rest.equals(far)) {
        near = now;
        far = rest;
        listener.run();
      }
    }
  }

  private List<Object> near() {
    List<Object> stamps = new ArrayList<>();
    add(stamps, workspace.ledger());
    add(stamps, workspace.settings());
    return stamps;
  }

  private List<Object> far() {
    List<Object> stamps = new ArrayList<>();
    for (Path folder : List.of(workspace.pages(), workspace.experiments(), workspace.results())) {
      try {
        workspace.files().files(folder, below -> true).forEach(file -> add(stamps, file));
      } catch (IOException | UncheckedIOException e) {
        stamps.add(String.valueOf(e.getMessage())); // a folder that goes away meanwhile
      }
    }
    return stamps;
  }

  private static void add(List<Object> stamps, Path file) {
    try {
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      stamps.add(file);
      stamps.add(seen.lastModifiedTime());
      stamps.add(seen.isDirectory() ? 0L : seen.size());
    } catch (NoSuchFileException e) {
      stamps.add(file);
    } catch (IOException e) {
      stamps.add(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
