package ledger.app.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ledger.app.session.Failure;
import ledger.app.session.Session;
import ledger.exchange.Exchange;
import ledger.exchange.ExchangeFormat;
import ledger.exchange.ForeignList;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import org.jspecify.annotations.Nullable;

/** Finds and reads what is to be taken in. */
final class ForeignFiles {
  /** Where Backlog.md has its tasks, below the folder that is named. */
  private static final List<String> FOLDERS =
      List.of("tasks", "completed", "backlog/tasks", "backlog/completed", ".");

  private ForeignFiles() {}

  static ForeignList read(Session session, Path from, @Nullable String format)
      throws IOException, InvalidText, Failure {
    Path path = session.folder().resolve(from);
    if (!Files.exists(path)) {
      throw Failure.cannot("there is no file " + from, "name the list to take in");
    }
    if (Files.isDirectory(path)) {
      return Exchange.read(ExchangeFormat.BACKLOG_MD, folder(session, path));
    }
    SourceText source = SourceText.decode(session.shown(path), Files.readAllBytes(path));
    return Exchange.read(format(source, path, format), List.of(source));
  }

  private static ExchangeFormat format(SourceText source, Path path, @Nullable String named)
      throws Failure {
    String known = String.join(", ", ExchangeFormat.words());
    if (named != null) {
      return ExchangeFormat.named(named)
          .orElseThrow(
              () -> Failure.wrongRequest("unknown format '" + named + "'", "known: " + known));
    }
    return ExchangeFormat.of(String.valueOf(path.getFileName()), source.content())
        .orElseThrow(
            () ->
                Failure.cannot(
                    "it is not clear what " + source.path() + " is",
                    "--format says it: "
                        + known
                        + "; tables stay where they are: 'ledger init"
                        + " --from FILE'"));
  }

  private static List<SourceText> folder(Session session, Path folder)
      throws IOException, InvalidText, Failure {
    List<Path> files = new ArrayList<>();
    for (String name : FOLDERS) {
      Path tasks = folder.resolve(name);
      if (Files.isDirectory(tasks) && (files.isEmpty() || !name.equals("."))) {
        try (Stream<Path> all = Files.list(tasks)) {
          all.filter(file -> file.toString().endsWith(".md") && Files.isRegularFile(file))
              .sorted()
              .forEach(files::add);
        }
      }
    }
    if (files.isEmpty()) {
      throw Failure.cannot(
          session.shown(folder) + " has no tasks of Backlog.md",
          "they are files in 'tasks', with front matter");
    }
    List<SourceText> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(SourceText.decode(session.shown(file.normalize()), Files.readAllBytes(file)));
    }
    return sources;
  }
}
