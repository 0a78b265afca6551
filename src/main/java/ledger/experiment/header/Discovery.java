package ledger.experiment.header;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.io.FileTree;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.text.SourceText;

/** Finds experiments: scripts with a PEP 723 header that has a {@code [tool.ledger]} table. */
public final class Discovery {
  private Discovery() {}

  /**
   * Reads the headers of all scripts of a folder.
   *
   * @param root the workspace; paths in messages start there
   * @param folder {@code ledger/experiments}; it may be missing
   */
  public static Discovered in(Path root, Path folder) {
    List<Experiment> experiments = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    List<Discovered> each =
        scripts(folder).parallelStream().map(file -> script(root, file)).toList();
    for (Discovered found : each) {
      experiments.addAll(found.experiments());
      problems.addAll(found.problems());
    }
    return new Discovered(experiments, problems);
  }

  /** At most one experiment. */
  private static Discovered script(Path root, Path file) {
    List<Experiment> experiments = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    String path = root.relativize(file).toString().replace('\\', '/');
    try {
      SourceText source = SourceText.decode(path, Files.readAllBytes(file));
      HeaderBlock.unclosed(source)
          .map(
              at ->
                  Problem.error(
                      "header", at, "this block does not end: the line # /// is missing", null))
          .ifPresent(problems::add);
      Optional<HeaderBlock> block = HeaderBlock.find(source);
      if (block.isPresent()) {
        HeaderParser parser = new HeaderParser(source, block.get());
        parser.parse(file, path).ifPresent(experiments::add);
        problems.addAll(parser.problems());
      }
    } catch (InvalidText e) {
      problems.add(e.problem());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
    return new Discovered(experiments, problems);
  }

  private static List<Path> scripts(Path folder) {
    return FileTree.list(folder).stream()
        .filter(file -> file.toString().endsWith(".py") && Files.isRegularFile(file))
        .toList();
  }
}
