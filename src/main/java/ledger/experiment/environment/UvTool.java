package ledger.experiment.environment;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds a uv that works. A file of that name on the PATH proves nothing. */
final class UvTool {
  private static final Pattern VERSION = Pattern.compile("uv (\\d{1,6})\\.(\\d{1,6})\\..*");

  /** The first that locks for all systems, and reads scripts. */
  private static final int OLDEST = 5;

  private static final int LONGEST_ANSWER = 200;

  private UvTool() {}

  /**
   * The first on the PATH that works.
   *
   * @param unusable hears of the first that does not, if there is no other
   */
  static Optional<Path> find(Map<String, String> system, Consumer<SetupNotice> unusable) {
    SetupNotice first = null;
    for (Path folder : PythonFinder.path(system)) {
      Path uv = folder.resolve("uv");
      if (Files.isRegularFile(uv)) {
        String why = fault(uv, system);
        if (why == null) {
          return Optional.of(uv);
        }
        first = first == null ? new SetupNotice.UvUnusable(uv, why) : first;
      }
    }
    if (first != null) {
      unusable.accept(first);
    }
    return Optional.empty();
  }

  private static @Nullable String fault(Path uv, Map<String, String> system) {
    if (!Files.isExecutable(uv)) {
      return "is not executable";
    }
    try {
      ProcessBuilder builder =
          new ProcessBuilder(uv.toString(), "--version")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(new File("/dev/null"));
      builder.environment().clear();
      builder.environment().putAll(UserVariables.forSetUp(system));
      Process process = builder.start();
      try {
        String answer = answer(process);
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          return "does not respond";
        }
        return process.exitValue() == 0
            ? fault(answer)
            : "exits with status " + process.exitValue();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return "cannot be started";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "was interrupted";
    }
  }

  /** Its first bytes; a program that says nothing for ten seconds is ended. */
  private static String answer(Process process) throws IOException {
    Thread watch =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    if (!process.waitFor(10, TimeUnit.SECONDS)) {
                      process.destroyForcibly();
                    }
                  } catch (InterruptedException enough) {
                    Thread.currentThread().interrupt();
                  }
                });
    try (var out = process.getInputStream()) {
      return new String(out.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8).strip();
    } finally {
      watch.interrupt();
    }
  }

  private static @Nullable String fault(String answer) {
    Matcher matcher = VERSION.matcher(answer);
    if (!matcher.matches()) {
      return "does not say which version it is";
    }
    boolean old =
        Integer.parseInt(matcher.group(1)) == 0 && Integer.parseInt(matcher.group(2)) < OLDEST;
    return old ? "is too old (" + answer + "; at least 0." + OLDEST + " is needed)" : null;
  }
}
