package ledger.git;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** One {@code git cat-file} that answers for any number of objects. */
final class CatFile implements AutoCloseable {
  private final Process process;
  private final InputStream answers;

  /**
   * @throws IOException if there is no git
   */
  CatFile(GitProgram git) throws IOException {
    this.process = git.start(Map.of(), "cat-file", "--batch");
    this.answers = new BufferedInputStream(process.getInputStream());
  }

  /**
   * Reads a file or a folder.
   *
   * @param name an ID, {@code COMMIT:path}, or {@code :0:path} for what is staged
   * @return empty if there is none of that name
   * @throws IOException with git's own words if it cannot read the object, or refuses to
   */
  Optional<GitObject> read(String name) throws IOException {
    if (name.indexOf('\n') >= 0) {
      return Optional.empty();
    }
    String line;
    try {
      process.getOutputStream().write((name + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      line = line();
    } catch (IOException e) {
      throw new IOException("git cannot read " + name + ": " + why(e), e);
    }
    String[] words = line.split(" ", -1);
    // The name itself may have spaces; what is there has an ID, a type and a size.
    if (line.equals(name + " missing") || words.length != 3) {
      return Optional.empty();
    }
    byte[] bytes = answers.readNBytes(Integer.parseInt(words[2]) + 1);
    boolean folder = words[1].equals("tree");
    return folder || words[1].equals("blob")
        ? Optional.of(new GitObject(words[0], folder, Arrays.copyOf(bytes, bytes.length - 1)))
        : Optional.empty();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int next = answers.read();
    while (next != '\n') {
      if (next < 0) {
        throw new IOException("git cat-file ended");
      }
      line.append((char) next);
      next = answers.read();
    }
    return new String(
        line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** Why it ended, in git's own words. */
  private String why(IOException e) throws IOException {
    String why = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return why.isBlank() ? String.valueOf(e.getMessage()) : why.strip();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
