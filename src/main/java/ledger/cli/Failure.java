package ledger.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** An end that a command foresaw, with its exit code and the way out. */
public final class Failure extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;
  private final @Nullable String help;

  public Failure(int code, String message, @Nullable String help) {
    super(message);
    this.code = code;
    this.help = help;
  }

  int code() {
    return code;
  }

  @Nullable String help() {
    return help;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }

  /** An exception of the file system in words; some of them carry nothing but a path. */
  static String describe(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "no such file: " + missing.getMessage();
      case AccessDeniedException denied -> "access denied: " + denied.getMessage();
      default -> String.valueOf(e.getMessage());
    };
  }
}
