import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ledger.document.TaskId;
import ledger.evidence.store.EvidenceStore;
import ledger.io.GuardedFiles;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.Sample;

/**
 * Multiplies a workspace: every row, page and experiment, and each task's newest runs in its
 * environments, under new IDs. No two records hold the same values, so no two charts are alike.
 * Run by {@code bench/site}.
 */
final class LargeWorkspace {
  private static final Pattern ID = Pattern.compile("\\bMLX-00([0-9])\\b");
  private static final int FIRST = 1000;

  private final Path from;
  private final Path to;
  private final int tasks;
  private final int runs;
  private final List<TaskId> originals;

  private LargeWorkspace(Path from, Path to, int tasks, int runs) throws IOException {
    this.from = from;
    this.to = to;
    this.tasks = tasks;
    this.runs = runs;
    this.originals =
        Files.readString(from.resolve("ledger/TASKS.md"))
            .lines()
            .map(LargeWorkspace::row)
            .filter(digit -> digit >= 0)
            .sorted()
            .map(digit -> new TaskId("MLX-00" + digit))
            .toList();
  }

  /**
   * @param args the workspace to multiply, an empty folder, how many tasks, and how many runs of
   *     each
   */
  public static void main(String[] args) throws IOException {
    new LargeWorkspace(
            Path.of(args[0]),
            Path.of(args[1]),
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]))
        .make();
  }

  private void make() throws IOException {
    copyShared();
    ledger();
    EvidenceStore store = new EvidenceStore(GuardedFiles.of(to), to.resolve("ledger/results"));
    for (TaskId original : originals) {
      List<List<RunRecord>> byExperiment = newest(original);
      String page = read(from.resolve("ledger/tasks/" + original + ".md"));
      for (int block = 0; block < blocks(original); block++) {
        TaskId id = new TaskId(renamed(original.value(), block));
        Files.writeString(to.resolve("ledger/tasks/" + id + ".md"), renamed(page, block));
        if (!byExperiment.isEmpty()) {
          List<RunRecord> own = byExperiment.get(block % byExperiment.size());
          for (int i = 0; i < runs; i++) {
            store.write(copy(own.get(i % own.size()), id, block, i));
          }
        }
      }
    }
    scripts();
  }

  /** How many copies of a task to make. */
  private int blocks(TaskId original) {
    int place = originals.indexOf(original);
    return (tasks - place + originals.size() - 1) / originals.size();
  }

  private void copyShared() throws IOException {
    Files.createDirectories(to.resolve("ledger/tasks"));
    for (String folder : List.of("harness", "probes", "requirements")) {
      Path source = from.resolve("ledger/experiments").resolve(folder);
      Path target = to.resolve("ledger/experiments").resolve(folder);
      Files.createDirectories(target);
      try (Stream<Path> files = Files.list(source)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, target.resolve(file.getFileName()));
        }
      }
    }
    Files.copy(from.resolve("ledger/ledger.toml"), to.resolve("ledger/ledger.toml"));
  }

  private void ledger() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : read(from.resolve("ledger/TASKS.md")).split("\n", -1)) {
      int digit = row(line);
      if (digit < 0) {
        text.append(line).append('\n');
        continue;
      }
      for (int block = 0; block < blocks(new TaskId("MLX-00" + digit)); block++) {
        text.append(renamed(line, block)).append('\n');
      }
    }
    Files.writeString(to.resolve("ledger/TASKS.md"), text);
  }

  private void scripts() throws IOException {
    Path folder = from.resolve("ledger/experiments");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".py")).toList()) {
        String text = read(file);
        String name = String.valueOf(file.getFileName()).replace(".py", "");
        Matcher task = Pattern.compile("(?m)^# task = \"(MLX-00[0-9])\"").matcher(text);
        if (task.find()) {
          for (int block = 0; block < blocks(new TaskId(task.group(1))); block++) {
            Files.writeString(
                to.resolve("ledger/experiments/" + numbered(name, block) + ".py"),
                renamed(text, block));
          }
        }
      }
    }
  }

  /** The newest run of each of the task's experiments in each environment. */
  private List<List<RunRecord>> newest(TaskId task) {
    Map<String, Map<String, RunRecord>> found = new LinkedHashMap<>();
    for (RunRecord run : new EvidenceStore(GuardedFiles.of(from), from.resolve("ledger/results")).runs(task)) {
      if (run.quick()) {
        continue;
      }
      found
          .computeIfAbsent(run.experiment(), k -> new LinkedHashMap<>())
          .putIfAbsent(run.environment(), run);
    }
    return found.values().stream().map(LargeWorkspace::decidingFirst).toList();
  }

  private static List<RunRecord> decidingFirst(Map<String, RunRecord> byEnvironment) {
    return byEnvironment.values().stream()
        .sorted(Comparator.comparing(run -> !run.environment().equals("pinned")))
        .toList();
  }

  private static RunRecord copy(RunRecord run, TaskId task, int block, int place) {
    double factor = 1 + 0.0007 * block + 0.013 * place;
    List<Sample> samples = new ArrayList<>();
    for (Sample sample : run.samples()) {
      samples.add(
          new Sample(
              sample.metric(),
              sample.value() * factor,
              sample.parameters(),
              sample.arm(),
              sample.warmup()));
    }
    return EvidenceStore.identified(
        new RunRecord(
            run.schema(),
            run.run(),
            task,
            numbered(run.experiment(), block),
            run.title(),
            run.headline(),
            run.outcome(),
            run.environment(),
            run.quick(),
            run.host(),
            run.inputs(),
            run.git(),
            run.imported(),
            run.started().plusSeconds(block),
            run.durationMillis(),
            run.exit(),
            run.claims(),
            run.knownFailures(),
            run.metrics(),
            List.copyOf(samples),
            run.load(),
            run.checks(),
            run.notApplicable(),
            run.artifacts(),
            run.log(),
            run.traces()));
  }

  private static String numbered(String experiment, int block) {
    return experiment + "_" + block;
  }

  /** The text with the IDs of a block in place of the original ones. */
  private String renamed(String text, int block) {
    return ID.matcher(text)
        .replaceAll(
            match -> {
              int place = originals.indexOf(new TaskId(match.group()));
              int number = FIRST + block * originals.size() + Math.max(0, place);
              return "MLX-" + Math.min(number, FIRST + tasks - 1);
            });
  }

  private static int row(String line) {
    Matcher id = Pattern.compile("\\| *MLX-00([0-9]) .*").matcher(line);
    return id.matches() ? Integer.parseInt(id.group(1)) : -1;
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
