package ledger.app.session;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
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
 */
public record Session(
    Path folder,
    @Nullable Path ledger,
    Map<String, String> env,
    Clock clock,
    String command,
    Listener listener) {
  public LocalDate today() {
    return clock instanceof LocalClock local ? local.today() : LocalDate.now(clock);
  }

  /** A path as the user would write it: relative to the current folder where it is below it. */
  public String shown(Path path) {
    return path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
  }
}
