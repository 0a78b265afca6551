package ledger.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import ledger.io.LinkReach;
import org.jspecify.annotations.Nullable;

/**
 * How far the links of a workspace may lead: as far as its git work tree; and anywhere if git's own
 * configuration or a variable says so, which a clone does not bring along.
 */
public final class GitReach implements LinkReach {
  private static final String SETTING = "ledger.followLinks";
  private static final String VARIABLE = "LEDGER_FOLLOW_LINKS";

  private final Path from;
  private final Map<String, String> environment;
  private GitProgram git;
  private boolean topIsKnown;
  private @Nullable Path top;
  private @Nullable Boolean anywhere;

  /**
   * @param from a folder of the workspace
   * @param environment the process's
   */
  public GitReach(Path from, Map<String, String> environment) {
    this.from = from;
    this.environment = environment;
    this.git = new GitProgram(from, Map.of());
  }

  @Override
  public synchronized Optional<Path> top() {
    if (!topIsKnown) {
      top = found().orElse(null);
      topIsKnown = true;
    }
    return Optional.ofNullable(top);
  }

  private Optional<Path> found() {
    try {
      Optional<Checkout> found = Checkout.find(from, environment);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      try (Checkout checkout = found.get()) {
        git = checkout.git();
        return Optional.of(checkout.root());
      }
    } catch (IOException e) {
      return Optional.empty(); // No link leads further because of a repository that cannot be read.
    }
  }

  @Override
  public synchronized boolean anywhere() {
    Boolean known = anywhere;
    if (known == null) {
      known = isTrue(environment.getOrDefault(VARIABLE, "")) || isTrue(configured());
      anywhere = known;
    }
    return known;
  }

  private String configured() {
    top(); // which may have found the repository
    try {
      return git.run("config", "--type=bool", "--get", SETTING).out().strip();
    } catch (IOException noGit) {
      return "";
    }
  }

  private static boolean isTrue(String text) {
    return text.equals("1") || text.equals("true");
  }

  @Override
  public String way() {
    return top().isPresent()
        ? "to allow links to anywhere, in this clone and on this machine only:"
            + " git config "
            + SETTING
            + " true"
        : "to allow links to anywhere, for one command: " + VARIABLE + "=1";
  }
}
