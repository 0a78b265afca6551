package ledger.app.session;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a surface gives to every use case.
 *
 * @param folder the current folder, absolute
 * @param ledger the ledger's file if the user named one, relative to the folder or absolute
 * @param env the process's environment
 * @param clock for dates in the ledger and times in records
 * @param command the command as the user could type it again; the journal keeps it for undo
 * @param listener hears what a use case reports while it works
 * @param expected rows that must still be so when an edit is made; otherwise it is not made
 */
public record Session(
    Path folder,
    @Nullable Path ledger,
    Map<String, String> env,
    Clock clock,
    String command,
    Listener listener,
    List<ExpectedRow> expected) {
  /** One that expects nothing. */
  public Session(
      Path folder,
      @Nullable Path ledger,
      Map<String, String> env,
      Clock clock,
      String command,
      Listener listener) {
    this(folder, ledger, env, clock, command, listener, List.of());
  }

  /** The same for edits that are made from these rows, under a command of their own. */
  public Session expecting(String itsCommand, List<ExpectedRow> rows) {
    return new Session(folder, ledger, env, clock, itsCommand, listener, List.copyOf(rows));
  }

  /** The same with another listener. */
  public Session heardBy(Listener other) {
    return new Session(folder, ledger, env, clock, command, other, expected);
  }

  public LocalDate today() {
    return clock instanceof LocalClock local ? local.today() : LocalDate.now(clock);
  }

  /** A path as the user would write it: relative to the current folder where it is below it. */
  public String shown(Path path) {
    return path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
  }
}
