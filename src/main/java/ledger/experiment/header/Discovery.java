package ledger.experiment.header;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.document.TaskId;
import ledger.evidence.verdict.TaskReason.HeaderUnusable;
import ledger.io.OutsideLink;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.workspace.Workspace;

/** Finds experiments: scripts with a PEP 723 header that has a {@code [tool.ledger]} table. */
public final class Discovery {
  private static final Pattern TASK =
      Pattern.compile("(?m)^\\s*#?\\s*task\\s*=\\s*[\"']([^\"'\\n]+)[\"']");

  private Discovery() {}

  /**
   * Reads the headers of all scripts of a folder.
   *
   * @param workspace whose folder {@code experiments} may be missing; paths in messages start at
   *     its root
   */
  public static Discovered in(Workspace workspace) {
    List<Experiment> experiments = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Map<TaskId, List<HeaderUnusable>> unusable = new HashMap<>();
    List<Discovered> each =
        scripts(workspace).parallelStream().map(file -> script(workspace, file)).toList();
    for (Discovered found : each) {
      experiments.addAll(found.experiments());
      problems.addAll(found.problems());
      found
          .unusable()
          .forEach(
              (task, them) -> unusable.computeIfAbsent(task, t -> new ArrayList<>()).addAll(them));
    }
    below(workspace).parallelStream()
        .map(file -> misplaced(workspace, file))
        .toList()
        .forEach(found -> found.ifPresent(problems::add));
    return new Discovered(experiments, problems, unusable);
  }

  /** The experiment of one script; empty if it has none, or none that can be used. */
  public static Optional<Experiment> one(Workspace workspace, Path file) {
    return Files.isRegularFile(file)
        ? script(workspace, file).experiments().stream().findFirst()
        : Optional.empty();
  }

  /**
   * The experiment of one script with everything that is wrong with its header: as far as it can be
   * understood it is there nevertheless, so that it can be tried.
   */
  public static Discovered draft(Workspace workspace, Path file) {
    return script(workspace, file, true);
  }

  private static Discovered script(Workspace workspace, Path file) {
    return script(workspace, file, false);
  }

  /**
   * At most one experiment.
   *
   * @param anyway whether it may have problems
   */
  private static Discovered script(Workspace workspace, Path file, boolean anyway) {
    List<Experiment> experiments = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Map<TaskId, List<HeaderUnusable>> unusable = new HashMap<>();
    String path = path(workspace, file);
    try {
      SourceText source = text(workspace, file);
      List<HeaderBlock> blocks = HeaderBlock.all(source);
      problems.addAll(LostHeaders.in(source, blocks));
      Optional<HeaderBlock> block = blocks.stream().findFirst();
      if (block.isPresent()) {
        HeaderParser parser = new HeaderParser(source, block.get());
        Optional<Experiment> found = parser.parse(file, path, anyway);
        problems.addAll(parser.problems());
        found.filter(experiment -> anyway || problems.isEmpty()).ifPresent(experiments::add);
      } else if (anyway && problems.isEmpty()) {
        String message = "it has no header, so it is no experiment";
        String help = "'ledger experiment new' writes a script with one";
        problems.add(Problem.error("header", source.place(source.line(0)), message, help));
      }
      if (experiments.isEmpty() && !problems.isEmpty()) {
        Problem first = problems.getFirst();
        task(source)
            .ifPresent(
                task ->
                    unusable.put(
                        task,
                        List.of(new HeaderUnusable(path, first.place().line(), first.message()))));
      }
    } catch (InvalidText e) {
      problems.add(e.problem());
    } catch (OutsideLink e) {
      problems.add(e.problem());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
    return new Discovered(experiments, problems, unusable);
  }

  /** The task that a script names in the way that headers do. */
  private static Optional<TaskId> task(SourceText source) {
    Matcher named = TASK.matcher(source.content());
    return named.find() ? TaskId.parse(named.group(1)) : Optional.empty();
  }

  /** A script with claims that lies where nobody looks for experiments. */
  private static Optional<Problem> misplaced(Workspace workspace, Path file) {
    String path = path(workspace, file);
    try {
      SourceText source = text(workspace, file);
      return HeaderBlock.find(source)
          .filter(block -> block.toml().contains("[tool.ledger"))
          .map(
              block ->
                  Problem.error(
                      "header",
                      source.place(source.line(block.firstLine())),
                      "this experiment is in a subfolder, so it never runs",
                      "move it into the folder of experiments itself"));
    } catch (InvalidText | OutsideLink e) {
      return Optional.empty(); // it may be anything: a test's data, for instance
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private static SourceText text(Workspace workspace, Path file) throws IOException, InvalidText {
    byte[] content = workspace.files().content(file);
    return SourceText.decode(path(workspace, file), content == null ? new byte[0] : content);
  }

  private static String path(Workspace workspace, Path file) {
    return workspace.root().relativize(file).toString().replace('\\', '/');
  }

  /** Python files in subfolders, apart from links, hidden ones and virtual environments. */
  private static List<Path> below(Workspace workspace) {
    Path folder = workspace.experiments();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try {
      return workspace.files().files(folder, Discovery::isEntered).stream()
          .filter(file -> file.toString().endsWith(".py") && !folder.equals(file.getParent()))
          .toList();
    } catch (OutsideLink e) {
      return List.of(); // what lies outside is not read, and it is said of the scripts that are
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static boolean isEntered(Path folder) {
    return !Files.isSymbolicLink(folder)
        && !folder.getFileName().toString().startsWith(".")
        && !Files.exists(folder.resolve("pyvenv.cfg"));
  }

  /** Where a script's header has a key of this tool's table; its heading if it lacks the key. */
  public static Problem.Place placeOf(Experiment experiment, String key) {
    return table(experiment).place(key);
  }

  /** Where a script's header has its outcome in words. */
  public static Problem.Place placeOfOutcome(Experiment experiment) {
    return table(experiment).place("outcome");
  }

  /** Where a script's header declares the bound of a claim. */
  public static Problem.Place placeOfClaim(Experiment experiment, String claim) {
    return claim(experiment, claim)
        .map(BoundFields::place)
        .orElseGet(() -> placeOf(experiment, ""));
  }

  /** Where it declares something else of a claim. */
  public static Problem.Place placeOfClaim(Experiment experiment, String claim, String key) {
    return claim(experiment, claim)
        .map(table -> table.place(key))
        .orElseGet(() -> placeOf(experiment, ""));
  }

  private static Optional<HeaderTable> claim(Experiment experiment, String claim) {
    return table(experiment).children("claims").stream()
        .filter(table -> claim.equals(table.value("id")))
        .findFirst();
  }

  /** A line of a script, from 1; the last one if it has fewer. */
  public static Problem.Place placeOfLine(Experiment experiment, int line) {
    SourceText source = SourceText.of(experiment.script(), experiment.code());
    return source.place(source.line(Math.min(line, source.lineCount()) - 1));
  }

  /** The table of a header that was read before. */
  private static HeaderTable table(Experiment experiment) {
    SourceText source = SourceText.of(experiment.script(), experiment.code());
    return new HeaderParser(source, HeaderBlock.find(source).orElseThrow()).table().orElseThrow();
  }

  private static List<Path> scripts(Workspace workspace) {
    return workspace.files().list(workspace.experiments()).stream()
        .filter(file -> file.toString().endsWith(".py") && Files.isRegularFile(file))
        .toList();
  }
}
