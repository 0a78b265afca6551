package ledger.app.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import ledger.app.session.Workplace;
import ledger.document.TaskId;
import ledger.evidence.verdict.Status;
import ledger.io.DurableFile;
import ledger.io.Origins;
import ledger.io.PathStamp;
import ledger.io.Sha256;
import ledger.io.StateFolder;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What the last check found, in the folder for this machine's state. It is believed only by the
 * same program, asked the same, as long as every file that it was found from has the same stamp;
 * one that is damaged, or was made elsewhere, is as good as none. What it was found from was
 * unchanged for two seconds before, so that no later change can have the same stamp.
 */
final class CheckMemory {
  private static final String FILE = "checked";
  private static final String IGNORE = ".gitignore";
  private static final long SETTLED_AFTER = 2_000_000_000L;

  /** Variables that may decide where files are, or what git says. */
  private static final Set<String> VARIABLES =
      Set.of("HOME", "XDG_CONFIG_HOME", "LEDGER_FOLLOW_LINKS");

  /**
   * What a check found.
   *
   * @param headers about scripts' headers
   * @param tasks in the ledger's order
   * @param records about run records
   */
  record CheckFindings(
      List<Problem> headers, SequencedMap<TaskId, OfTask> tasks, List<Problem> records) {
    List<Problem> problems() {
      List<Problem> all = new ArrayList<>(headers);
      tasks.values().forEach(task -> all.addAll(task.outcomes));
      tasks.values().forEach(task -> all.addAll(task.own));
      all.addAll(records);
      return all;
    }
  }

  /**
   * What it found about a task.
   *
   * @param row what it was judged by
   * @param line where that was, from 0
   * @param verdict on it; null if it has no records
   * @param outcomes about the outcomes in words of its experiments
   * @param own about its row
   */
  record OfTask(
      List<String> row,
      int line,
      @Nullable Status verdict,
      List<Problem> outcomes,
      List<Problem> own) {}

  private final Workplace workplace;
  private final List<String> question;
  private final long began;
  private final Ahead<Optional<CheckFindings>> recalled;
  private volatile List<Path> origins = List.of();

  private CheckMemory(Workplace workplace, CheckRequest request) {
    this.workplace = workplace;
    this.question = question(workplace, request);
    // Files have the system's times, whatever clock the session has.
    this.began = System.currentTimeMillis() * 1_000_000;
    this.recalled = Ahead.of(this::recall);
  }

  /** Begins to recall, on another core. */
  static CheckMemory recalling(Workplace workplace, CheckRequest request) {
    return new CheckMemory(workplace, request);
  }

  /** What the last check found, if it still holds for everything but rows. */
  Optional<CheckFindings> recalled() throws IOException {
    return recalled.result();
  }

  /** What that was found from. */
  Collection<Path> origins() {
    return origins;
  }

  private static List<String> question(Workplace workplace, CheckRequest request) {
    List<String> question = new ArrayList<>();
    question.add(System.getProperty("java.class.path", ""));
    for (String part : question.getFirst().split(java.io.File.pathSeparator, -1)) {
      question.add(PathStamp.of(Path.of(part)).text());
    }
    for (String property : List.of("java.version", "os.name", "os.arch", "user.home")) {
      question.add(System.getProperty(property, ""));
    }
    question.add(String.valueOf(request.strict()));
    question.add(workplace.session().folder().toString());
    question.add(workplace.workspace().ledger().toString());
    question.add(variables(workplace.session().env(), false));
    return question;
  }

  /** Those that may decide, or all; those of git may have secrets. */
  private static String variables(Map<String, String> env, boolean all) {
    StringBuilder text = new StringBuilder();
    boolean secret = all;
    for (Map.Entry<String, String> each : new TreeMap<>(env).entrySet()) {
      boolean git = each.getKey().startsWith("GIT_");
      if (all || git || VARIABLES.contains(each.getKey())) {
        text.append(each.getKey()).append('=').append(each.getValue()).append('\0');
        secret |= git;
      }
    }
    return secret ? Sha256.ofText(text.toString()) : text.toString();
  }

  /** The place of this memory: a copy of it elsewhere, as a clone may bring one, has another. */
  private static String place(Path folder) {
    return PathStamp.of(folder.resolve(IGNORE)).text();
  }

  private Optional<CheckFindings> recall() {
    StateFolder state = workplace.workspace().state();
    try {
      byte[] kept = workplace.content(state.at(FILE));
      if (kept == null) {
        return Optional.empty();
      }
      MemoryText text = new MemoryText(new String(kept, StandardCharsets.UTF_8));
      List<String> asked = new ArrayList<>(question);
      asked.add(place(state.path()));
      if (!text.isWhole()
          || !text.texts().equals(asked)
          || Long.parseLong(text.text()) > workplace.session().clock().millis()) {
        return Optional.empty();
      }
      String variables = text.text();
      if (!variables.isEmpty() && !variables.equals(variables(System.getenv(), true))) {
        return Optional.empty();
      }
      List<Path> paths = unchanged(text);
      if (paths == null) {
        return Optional.empty();
      }
      origins = paths;
      return Optional.of(remembered(text));
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // it may be a link, somebody else's, or damaged
    }
  }

  /** The paths whose stamps were kept; null if one has another stamp now. */
  private static @Nullable List<Path> unchanged(MemoryText text) {
    List<Path> paths = new ArrayList<>();
    for (int count = text.number(); count > 0; count--) {
      PathStamp stamp = PathStamp.kept(text.text());
      Path path = Path.of(text.text());
      if (!stamp.isOf(path)) {
        return null;
      }
      if (!stamp.isOfWay()) {
        paths.add(path);
      }
    }
    return paths;
  }

  private static CheckFindings remembered(MemoryText text) {
    List<Problem> headers = text.problems();
    SequencedMap<TaskId, OfTask> tasks = new LinkedHashMap<>();
    for (int count = text.number(); count > 0; count--) {
      TaskId id = TaskId.parse(text.text()).orElseThrow();
      tasks.put(
          id,
          new OfTask(
              text.texts(), text.number(), verdict(text.text()), text.problems(), text.problems()));
    }
    return new CheckFindings(headers, tasks, text.problems());
  }

  private static @Nullable Status verdict(String kept) {
    return kept.isEmpty() ? null : Status.valueOf(kept);
  }

  /**
   * Keeps what was found, if its origins can vouch for it.
   *
   * @param from what it was found from
   */
  void keep(CheckFindings found, Origins from) {
    Optional<SortedMap<Path, PathStamp>> stamps = from.vouching(began - SETTLED_AFTER);
    if (stamps.isEmpty()) {
      return;
    }
    try {
      StateFolder state = workplace.workspace().state();
      Path folder = state.make();
      List<String> asked = new ArrayList<>(question);
      asked.add(place(folder));
      MemoryText.MemoryWriter text = new MemoryText.MemoryWriter();
      text.texts(asked);
      text.text(String.valueOf(workplace.session().clock().millis()));
      text.text(from.haveVariables() ? variables(System.getenv(), true) : "");
      text.number(stamps.get().size());
      stamps.get().forEach((path, stamp) -> text.text(stamp.text()).text(path.toString()));
      text.problems(found.headers());
      text.number(found.tasks().size());
      found
          .tasks()
          .forEach(
              (id, of) ->
                  text.text(id.value())
                      .texts(of.row)
                      .number(of.line)
                      .text(of.verdict == null ? "" : of.verdict.name())
                      .problems(of.outcomes)
                      .problems(of.own));
      text.problems(found.records());
      DurableFile.overwrite(state.at(FILE), text.whole().getBytes(StandardCharsets.UTF_8));
    } catch (IOException | UncheckedIOException e) {
      return; // it costs time, nothing else
    }
  }
}
