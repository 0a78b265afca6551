package ledger.io;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far links may lead; asked when one leads out of the workspace. */
public interface LinkReach {
  /** The top folder of the git work tree, with links resolved; empty if there is none. */
  default Optional<Path> top() {
    return Optional.empty();
  }

  /** Whether the user allows links to anywhere, on this machine. */
  default boolean anywhere() {
    return false;
  }

  /** How the user can allow that; null if there is no way. */
  default @Nullable String way() {
    return null;
  }
}
