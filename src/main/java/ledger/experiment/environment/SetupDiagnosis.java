package ledger.experiment.environment;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import ledger.experiment.process.Supervised;

/**
 * Why a step of a set-up failed, judging by what pip, uv and venv print.
 *
 * @param help a hint
 * @param clear whether the reason was recognised; if not, the tool itself may be at fault
 */
record SetupDiagnosis(String why, String help, boolean clear) {
  private static final List<String> NO_NETWORK =
      List.of(
          "failed to establish a new connection",
          "name resolution",
          "name or service not known",
          "network is unreachable",
          "connection refused",
          "max retries exceeded",
          "dns error",
          "error sending request",
          "failed to fetch");

  private static final Pattern ERROR = Pattern.compile("error:|fatal:|×", Pattern.CASE_INSENSITIVE);
  private static final int LONGEST = 200;

  private SetupDiagnosis(String why, String help) {
    this(why, help, true);
  }

  static SetupDiagnosis of(Supervised.End end, String log) {
    switch (end.outcome()) {
      case TIMED_OUT -> {
        return new SetupDiagnosis("it took longer than 30 minutes", "check the network");
      }
      case CANCELLED -> {
        return new SetupDiagnosis("it was cancelled", "run the command again");
      }
      case NOT_STARTED, FLOODED, OVER_MEMORY -> {
        return new SetupDiagnosis(
            "it could not be run: " + end.detail(), EnvironmentFailure.SEE_LOG, false);
      }
      case SIGNALLED, EXITED -> {}
    }
    String text = log.toLowerCase(Locale.ROOT).replace("`", "");
    if (text.contains("do not match the hashes") || text.contains("hash mismatch")) {
      return new SetupDiagnosis(
          "a package differs from the one that was locked: its hash is not in the requirements"
              + " file",
          "if you trust the package, lock the requirements again");
    }
    if (text.contains("cannot be installed when requiring hashes")
        || text.contains("can't verify hashes for these file:// requirements")
        || text.contains("none were provided for: file://")) {
      return new SetupDiagnosis(
          "a folder in the requirements file has no hash",
          "leave it out, and let the script put the project's source on sys.path: what a run reads"
              + " of it is seen");
    }
    if (text.contains("in --require-hashes mode")) {
      return new SetupDiagnosis(
          "the requirements file lacks a hash or a version",
          "lock it with uv pip compile --universal --generate-hashes");
    }
    if (NO_NETWORK.stream().anyMatch(text::contains)) {
      return new SetupDiagnosis(
          "the package index cannot be reached", "check the network, then run it again");
    }
    if (text.contains("no matching distribution") || text.contains("no solution found")) {
      return new SetupDiagnosis(
          "there is no such package for this system and Python",
          "check the requirements file and the Python version");
    }
    if (text.contains("needs to be updated, but --locked")) {
      return new SetupDiagnosis(
          "uv's lock of the script is not of the dependencies in its header",
          "lock it again with uv lock --script, or remove it");
    }
    if (text.contains("no space left")) {
      return new SetupDiagnosis("the disk is full", "free some space");
    }
    return new SetupDiagnosis(lastError(log, end.status()), EnvironmentFailure.SEE_LOG, false);
  }

  /**
   * The last line that calls itself an error, or else the last one; that is where tools say why.
   */
  private static String lastError(String log, int status) {
    List<String> lines =
        log.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("[notice]"))
            .toList();
    Predicate<String> error = line -> ERROR.matcher(line).lookingAt();
    return lines.stream()
        .filter(error)
        .reduce((first, second) -> second)
        .or(() -> lines.stream().reduce((first, second) -> second))
        .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line)
        .orElse("exit status " + status + " without a word");
  }
}
