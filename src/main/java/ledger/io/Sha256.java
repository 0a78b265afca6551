package ledger.io;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import ledger.text.LineEnds;

/** SHA-256, in hexadecimal digits. */
public final class Sha256 {
  private Sha256() {}

  /** The digest of some content, 64 digits. */
  public static String of(byte[] content) {
    MessageDigest digest = start();
    digest.update(content);
    return end(digest);
  }

  /**
   * The digest of a text in UTF-8 with plain line ends, because version control may change those.
   */
  public static String ofText(String text) {
    return of(LineEnds.plain(text).getBytes(StandardCharsets.UTF_8));
  }

  /** A digest that is updated piece by piece; see {@link #end}. */
  public static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The digest of everything so far, 64 digits; afterwards it starts again. */
  public static String end(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
