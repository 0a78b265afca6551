package ledger.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import ledger.app.session.Listener;
import ledger.app.session.Session;
import ledger.app.session.ShellWords;
import org.jspecify.annotations.Nullable;

/**
 * What a command gets from outside.
 *
 * @param folder the current folder
 * @param args the command as it was called, for the journal
 */
public record Context(
    Console console, Map<String, String> env, Path folder, Clock clock, List<String> args) {
  /** The session for the use case that the command calls. */
  Session session(@Nullable Path ledger, Listener listener) {
    return new Session(folder, ledger, env, clock, command(), listener);
  }

  /** The command as the user could type it again. */
  public String command() {
    return ShellWords.ledger(args);
  }
}
