package ledger.mcp.rpc;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8. One that is too long, or no UTF-8, does not end the others. */
final class RpcLines {
  private final InputStream in;
  private final int longest;

  /**
   * @param longest how many bytes a line may have
   */
  RpcLines(InputStream in, int longest) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.longest = longest;
  }

  /** The next message; null at the end. Blank lines say nothing. */
  @Nullable Incoming next() throws IOException {
    while (true) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long length = 0;
      int read = in.read();
      while (read >= 0 && read != '\n') {
        if (++length <= longest) {
          line.write(read);
        }
        read = in.read();
      }
      if (length > longest) {
        return new Incoming.Malformed(
            null,
            new RpcError(
                RpcError.NO_REQUEST,
                "a message has at most " + longest + " bytes, and this one has " + length));
      }
      if (length == 0 && read < 0) {
        return null;
      }
      Incoming message = message(line.toByteArray());
      if (message != null) {
        return message;
      }
    }
  }

  private static @Nullable Incoming message(byte[] line) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      return text.isBlank() ? null : Incoming.of(text);
    } catch (CharacterCodingException e) {
      return new Incoming.Malformed(null, new RpcError(RpcError.NO_JSON, "this line is no UTF-8"));
    }
  }
}
