package ledger.app.completion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A shell's script: it asks ledger what fits, so that it never has to be renewed. */
final class CompletionScript {
  private static final String PROGRAM = "@program@";

  private CompletionScript() {}

  static String of(Shell shell, String program) throws IOException {
    String name = "completion." + shell;
    try (InputStream in =
        Objects.requireNonNull(CompletionScript.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace(PROGRAM, program);
    }
  }
}
