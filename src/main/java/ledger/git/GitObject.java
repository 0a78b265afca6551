package ledger.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A file's content or a folder's entries, as git stores them.
 *
 * @param id hexadecimal digits: 40, or 64 in a SHA-256 repository
 * @param folder whether it is a folder
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are passed on, never compared.
public record GitObject(String id, boolean folder, byte[] bytes) {
  /** The names of a folder's entries: each is a mode, a space, the name, NUL, and a binary ID. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    int at = 0;
    while (folder && at < bytes.length) {
      int start = next(at, ' ') + 1;
      int end = next(start, 0);
      names.add(new String(bytes, start, end - start, StandardCharsets.UTF_8));
      at = end + 1 + id.length() / 2;
    }
    return names;
  }

  private int next(int from, int wanted) {
    int at = from;
    while (at < bytes.length && bytes[at] != wanted) {
      at++;
    }
    return at;
  }
}
