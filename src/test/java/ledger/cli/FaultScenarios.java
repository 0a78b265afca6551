package ledger.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import ledger.experiment.Workspaces;
import ledger.io.DurableFile;
import ledger.io.FileTree;
import ledger.io.GuardedFiles;

/** The changing commands, each with the workspace that it changes. */
final class FaultScenarios {
  private static final String SETTINGS =
      "environment = \"plain\"\n"
          + "[environments.plain]\n"
          + "requirements = \"requirements/none.txt\"\n"
          + "python = \">=3.8\"\n";

  private static final Pattern STATUS = Pattern.compile("\"status\" : \"([^\"]+)\"");

  private static final String COUNTING =
      """
      import json, os
      def event(name, /, **fields):
          with open(os.environ["LEDGER_EVENTS"], "a") as file:
              file.write(json.dumps({"event": name, **fields}) + "\\n")
      event("plan", schema=1, experiment="counting", task="MLX-002", steps=1)
      event("environment", python="3.12.1", os="Linux", arch="x86_64", backend="cpu", packages={"mlx": "0.29.4"},
            blas={"name": "reference", "library": "libblas", "threads": None}, load=[0, 0, 0])
      event("metric", id="parts", title="Parts", unit="1", better="higher", exact=False)
      for word in "one two three four five six seven".split():
          event("sample", metric="parts", value=len("a b c".split()))
      event("end", load=[], seconds=0)
      """;

  private final Path work;
  private final List<Scenario> all = new ArrayList<>();

  /**
   * A command and what precedes it.
   *
   * @param before one after the other: commands of {@code ledger}, those of {@code git} with that
   *     word first, {@code write FILE TEXT}, {@code replace FILE OLD NEW}, {@code copy FROM TO},
   *     {@code remove-file FILE}, {@code events START VALUE}, {@code environment}
   * @param git whether it is about a repository
   * @param undoable whether {@code undo} takes it back
   * @param measures whether it runs an experiment: what that leaves depends on the time, so of the
   *     records and the site only counts what they say
   */
  record Scenario(
      String name,
      List<List<String>> before,
      List<String> command,
      boolean git,
      boolean undoable,
      boolean measures) {}

  FaultScenarios(Path work) throws IOException {
    this.work = work;
    Path launcher = Files.createDirectories(work.resolve("bin")).resolve("ledger");
    Files.writeString(launcher, "#!/bin/sh\nexit 0\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    System.setProperty("ledger.launcher", launcher.toString());
    inFiles();
    inGit();
  }

  private void inFiles() {
    List<List<String>> none = List.of();
    add("add", none, "add", "One more", "--priority", "High");
    add("edit", none, "edit", "MLX-005", "--owner", "Ada");
    add("move", none, "move", "MLX-004", "start");
    add("move several", none, "move", "MLX-004", "MLX-005", "MLX-006", "start");
    add("move to the top", none, "move", "MLX-006", "--to-top");
    add("done", List.of(List.of("move", "MLX-004", "start")), "done", "MLX-004", "--outcome", "Ok");
    add("remove", List.of(List.of("start", "MLX-004")), "remove", "MLX-004");
    add("renumber", List.of(List.of("start", "MLX-004")), "renumber", "MLX-004", "MLX-104");
    List<String> unsorted =
        List.of("replace", "ledger/TASKS.md", "| Medium   |       | Include", "| Low |  | Include");
    add("sort", List.of(unsorted), "sort");
    add("check --fix", List.of(unsorted), "check", "--fix");
    List<String> holds = List.of("events", "2026-11-20T10:00:00Z", "4");
    List<String> fails = List.of("events", "2026-11-21T10:00:00Z", "1");
    List<String> edited = List.of("replace", "ledger/experiments/counting.py", "pass", "print()");
    List<String> brought = List.of("results", "import", "events.jsonl", "--env", "pinned");
    add(
        "reopen",
        List.of(holds, brought, List.of("done", "MLX-002"), fails, brought),
        "reopen",
        "MLX-002");
    add(
        "results prune",
        List.of(holds, brought, edited, fails, brought),
        "results",
        "prune",
        "--yes");
    results("results import", List.of(holds), brought);
    all.add(new Scenario("site", List.of(holds, brought), List.of("site"), false, false, false));
    measuring(holds, brought);
    results(
        "results accept",
        List.of(holds, brought, List.of("edit", "MLX-002", "--title", "Laziness")),
        List.of("results", "accept", "MLX-002", "--reason", "a shorter title"));
    all.add(
        new Scenario(
            "undo",
            List.of(List.of("start", "MLX-004"), List.of("edit", "MLX-005", "--owner", "Ada")),
            List.of("undo", "2"),
            false,
            false,
            false));
    add("init", none, "init");
  }

  private void measuring(List<String> holds, List<String> brought) {
    List<List<String>> before =
        List.of(
            holds,
            brought,
            List.of("environment"),
            List.of("write", "ledger/experiments/counting.py", Desk.HEADER + COUNTING),
            List.of("write", "ledger/ledger.toml", SETTINGS));
    for (String command : List.of("verify", "publish")) {
      all.add(new Scenario(command, before, List.of(command), false, false, true));
    }
  }

  private void results(String name, List<List<String>> before, List<String> command) {
    all.add(new Scenario(name, before, command, false, false, false));
  }

  private void add(String name, List<List<String>> before, String... command) {
    all.add(new Scenario(name, before, List.of(command), false, true, false));
  }

  private void inGit() {
    List<List<String>> committed =
        List.of(
            List.of("git", "init", "-q"),
            List.of("git", "add", "ledger"),
            List.of("git", "commit", "-q", "-m", "A"));
    repository("hook install", committed, "hook", "install");
    repository(
        "hook install beside another", with(committed, other()), "hook", "install", "--chain");
    repository("hook install and driver", committed, "hook", "install", "--merge-driver");
    repository("hook uninstall", with(committed, List.of("hook", "install")), "hook", "uninstall");
    repository(
        "check --staged --fix",
        with(
            committed,
            List.of(
                "replace", "ledger/TASKS.md", "| Medium   |       | Include", "| Low | | Include"),
            List.of("git", "add", "ledger")),
        "check",
        "--staged",
        "--fix");
    repository("ci", committed, "ci", "github", "--tool", "a/b", "--output", "ci.yml");
    repository(
        "merge",
        with(
            committed,
            List.of("git", "checkout", "-q", "-b", "side"),
            List.of("start", "MLX-004"),
            List.of("git", "add", "ledger"),
            List.of("git", "commit", "-q", "-m", "B"),
            List.of("git", "checkout", "-q", "-"),
            List.of("edit", "MLX-005", "--owner", "Ada"),
            List.of("git", "commit", "-q", "-a", "-m", "C")),
        "merge",
        "side");
    repository(
        "history backfill",
        with(
            committed,
            List.of("start", "MLX-004"),
            List.of("git", "add", "ledger"),
            List.of("git", "commit", "-q", "-m", "B"),
            List.of("remove-file", "ledger/tasks/MLX-004.md")),
        "history",
        "backfill",
        "--write");
    repository(
        "merge-driver",
        with(
            committed,
            List.of("copy", "ledger/TASKS.md", "base"),
            List.of("edit", "MLX-005", "--owner", "Ada"),
            List.of("copy", "ledger/TASKS.md", "theirs"),
            List.of("undo"),
            List.of("edit", "MLX-007", "--owner", "Bo"),
            List.of("copy", "ledger/TASKS.md", "ours")),
        "merge-driver",
        "base",
        "ours",
        "theirs",
        "ledger/TASKS.md");
  }

  private static List<String> other() {
    return List.of("write", ".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n");
  }

  @SafeVarargs
  private static List<List<String>> with(List<List<String>> before, List<String>... more) {
    List<List<String>> steps = new ArrayList<>(before);
    for (List<String> step : more) {
      steps.add(step);
    }
    return steps;
  }

  private void repository(String name, List<List<String>> before, String... command) {
    all.add(new Scenario(name, before, List.of(command), true, false, false));
  }

  List<Scenario> all() {
    return all;
  }

  /** The workspace. */
  Path folder() {
    return work.resolve("here");
  }

  Desk.Ended run(Scenario scenario) throws IOException {
    return ledger(scenario.command().toArray(String[]::new));
  }

  Desk.Ended ledger(String... command) throws IOException {
    return Desk.ledger(folder(), command);
  }

  /** Makes the workspace as the scenario finds it. */
  void reset(Scenario scenario) throws IOException, InterruptedException {
    Path kept = work.resolve(scenario.name().replace(' ', '-'));
    if (!Files.exists(kept)) {
      FileTree.delete(folder());
      prepare(scenario);
      copy(folder(), kept);
    }
    FileTree.delete(folder());
    copy(kept, folder());
  }

  private void prepare(Scenario scenario) throws IOException, InterruptedException {
    Files.createDirectories(folder());
    if (scenario.name().equals("init")) {
      return; // The only one that begins with nothing.
    }
    Desk desk = new Desk(folder());
    for (List<String> command : scenario.before()) {
      switch (command.getFirst()) {
        case "git" -> git(command);
        case "write" -> {
          Path file = desk.write(command.get(1), command.get(2));
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        case "replace" -> {
          String text = desk.read(command.get(1));
          desk.write(command.get(1), text.replace(command.get(2), command.get(3)));
        }
        case "events" ->
            desk.events(
                command.get(1),
                false,
                DoubleStream.generate(() -> Double.parseDouble(command.get(2))).limit(6).toArray());
        case "environment" -> new Workspaces(folder()).environment();
        case "copy" -> desk.write(command.get(2), desk.read(command.get(1)));
        case "remove-file" -> Files.delete(folder().resolve(command.get(1)));
        default -> {
          Desk.Ended ended = desk.ledger(command.toArray(String[]::new));
          if (ended.exit() != 0) {
            throw new IllegalStateException(command + ": " + ended);
          }
        }
      }
    }
  }

  private void git(List<String> words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "gc.auto=0"));
    command.addAll(words.subList(1, words.size()));
    Tool.Ended ended = Tool.run(folder(), command.toArray(String[]::new));
    if (ended.exit() != 0) {
      throw new IllegalStateException(words + ": " + ended);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file,
                to.resolve(from.relativize(file)),
                StandardCopyOption.COPY_ATTRIBUTES,
                LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Entries of the journal that wait to be finished. */
  List<Path> pending() {
    return FileTree.list(folder().resolve(".ledger/journal")).stream()
        .filter(entry -> entry.toString().endsWith(".pending"))
        .toList();
  }

  /** Removes what nobody could remove while nothing could be written, as a user would. */
  void removeDrafts() throws IOException {
    Files.deleteIfExists(folder().resolve(".git/index.lock"));
    Files.deleteIfExists(folder().resolve(".git/config.lock"));
    List<Path> files = new ArrayList<>(FileTree.list(folder()));
    files.addAll(GuardedFiles.of(folder()).files(folder().resolve("ledger/results"), in -> true));
    for (Path file : files) {
      if (DurableFile.isDraft(file)) {
        Files.delete(file);
      }
    }
  }

  /**
   * Every file with its content and mode, but for what only this machine needs; of a repository the
   * index, the configuration and the hooks.
   */
  SortedMap<String, String> state(Scenario scenario) throws IOException, InterruptedException {
    SortedMap<String, String> state = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder())) {
      for (Path file : all.sorted().toList()) {
        String name = folder().relativize(file).toString();
        boolean counts =
            name.startsWith(".git/")
                ? name.equals(".git/config") || name.startsWith(".git/hooks/")
                : !name.startsWith(".ledger") && !name.equals(".git");
        if (counts && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          state.put(
              name,
              PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                  + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } else if (counts && !name.startsWith(".git/")) {
          state.put(name, "folder");
        }
      }
    }
    if (scenario.measures()) {
      long pages = state.keySet().stream().filter(name -> name.startsWith("site")).count();
      state
          .keySet()
          .removeIf(name -> name.startsWith("ledger/results/") || name.startsWith("site"));
      Matcher status = STATUS.matcher(ledger("results", "MLX-002", "--json").out());
      state.put("evidence", status.find() ? status.group(1) : "none");
      state.put("records", String.valueOf(ledger("results", "verify").exit()));
      state.put("site", pages + " files");
    }
    if (scenario.git()) {
      state.put("index", Tool.run(folder(), "git", "ls-files", "-s").out());
    }
    return state;
  }
}
