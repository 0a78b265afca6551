package ledger.app.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import ledger.app.session.Workplace;
import ledger.document.TaskId;
import ledger.io.DurableFile;
import ledger.io.Origins;
import ledger.site.LinkedFiles;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** The files of the workspace's repository, as pages link to them. */
final class RepositoryFiles implements LinkedFiles {
  private static final String PATH = "{path}";

  private final Workspace workspace;
  private final @Nullable String repository;
  private final Path top;
  private final Origins origins;

  /**
   * @param top the repository's folder; the workspace's where there is none
   * @param origins where it is noted what was read
   */
  RepositoryFiles(Workplace workplace, Path top, Origins origins) {
    this.workspace = workplace.workspace();
    this.repository = workplace.settings().repository();
    this.top = top;
    this.origins = origins;
  }

  @Override
  public @Nullable LinkedFile find(String path) throws IOException {
    Path file;
    try {
      String plain = path.startsWith("/") ? path.replaceFirst("^/+", "") : path;
      file = (path.startsWith("/") ? top : workspace.pages()).resolve(plain).normalize();
    } catch (InvalidPathException e) {
      return null;
    }
    if (path.isEmpty() || !file.startsWith(top) || !Files.exists(file)) {
      return null;
    }
    Optional<TaskId> task =
        workspace.pages().equals(file.getParent())
            ? Workspace.ofPage(String.valueOf(file.getFileName()))
            : Optional.empty();
    String name = task.map(TaskId::value).orElse(name(file));
    return new LinkedFile(name, kind(file, task.isPresent()), address(file), () -> content(file));
  }

  private FileKind kind(Path file, boolean task) throws IOException {
    if (task) {
      return FileKind.TASK;
    }
    if (file.equals(workspace.ledger())) {
      return FileKind.LEDGER;
    }
    for (Path part : top.relativize(file)) {
      if (part.toString().startsWith(".")) {
        return FileKind.HIDDEN;
      }
    }
    return workspace.files().isFile(file) ? FileKind.FILE : FileKind.FOLDER;
  }

  /** Those above the workspace are named from the repository's top. */
  private String name(Path file) {
    Path from = file.startsWith(workspace.root()) ? workspace.root() : top;
    return from.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  private @Nullable String address(Path file) {
    if (repository == null) {
      return null;
    }
    String path = top.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    String encoded =
        path.replace("%", "%25").replace(" ", "%20").replace("#", "%23").replace("?", "%3F");
    return repository.contains(PATH)
        ? repository.replace(PATH, encoded)
        : repository.replaceFirst("/+$", "") + "/blob/HEAD/" + encoded;
  }

  private byte[] content(Path file) throws IOException {
    byte[] content = workspace.files().content(origins.add(file));
    if (content == null) {
      throw DurableFile.named(file, new java.nio.file.NoSuchFileException(file.toString()));
    }
    return content;
  }
}
