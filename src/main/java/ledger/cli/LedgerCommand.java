package ledger.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import ledger.app.App;
import ledger.app.session.Listener;
import ledger.app.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works on a ledger. */
public abstract class LedgerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Set where nobody parsed the command, see {@code CheckCommand.calledByHook}. */
  private @Nullable Root given;

  /** The top-level command; there may be another one between it and this one. */
  private Root root() {
    return given != null ? given : (Root) spec.root().userObject();
  }

  public final void give(Root root) {
    given = root;
  }

  public Context context() {
    return root().context();
  }

  public Console console() {
    return context().console();
  }

  /** What the command calls. */
  protected final App app() {
    return new App(session());
  }

  /** The same for a use case that runs experiments. */
  protected final App app(Progress progress) {
    return new App(session(progress));
  }

  public final Session session() {
    return session(notice -> NoticeWords.print(console(), notice));
  }

  protected final Session session(Listener listener) {
    return context().session(root().ledger, listener);
  }

  /** The launcher that the user called; null if it was not used. */
  protected static @Nullable Path launcher() {
    String path = System.getProperty("ledger.launcher");
    return path == null ? null : Path.of(path);
  }

  /** A path as the user would write it: relative to the current folder where it is below it. */
  public String shown(Path path) {
    return session().shown(path);
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
