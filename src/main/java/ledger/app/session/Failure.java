package ledger.app.session;

import org.jspecify.annotations.Nullable;

/** A use case that ends without a result, for a reason that was foreseen. */
public final class Failure extends Exception {
  private static final long serialVersionUID = 1;

  /** The kind of failure; each surface has its own form for it, such as an exit code. */
  public enum FailureKind {
    /** There is no result because it was done before, and only completed now. */
    DONE_BEFORE,
    /** The answer is no: a task is not verified, an ID is already used. */
    NO,
    /** The request makes no sense as it is. */
    WRONG_REQUEST,
    /** It cannot be done here and now. */
    CANNOT
  }

  /** What is in the way, as data, for surfaces that have advice of their own for it. */
  public interface FailureReason {}

  private final FailureKind kind;
  private final @Nullable String help;
  private final transient @Nullable FailureReason reason;

  private Failure(
      FailureKind kind, String message, @Nullable String help, @Nullable FailureReason reason) {
    super(message);
    this.kind = kind;
    this.help = help;
    this.reason = reason;
  }

  public static Failure no(String message, @Nullable String help) {
    return new Failure(FailureKind.NO, message, help, null);
  }

  public static Failure wrongRequest(String message, @Nullable String help) {
    return new Failure(FailureKind.WRONG_REQUEST, message, help, null);
  }

  public static Failure cannot(String message, @Nullable String help) {
    return new Failure(FailureKind.CANNOT, message, help, null);
  }

  public static Failure doneBefore(String message) {
    return new Failure(FailureKind.DONE_BEFORE, message, null, null);
  }

  /** The same with what is in the way. */
  public Failure because(FailureReason named) {
    return new Failure(kind, getMessage(), help, named);
  }

  /** The same with other help. */
  public Failure withHelp(String other) {
    return new Failure(kind, getMessage(), other, reason);
  }

  public FailureKind kind() {
    return kind;
  }

  /** What to do about it, if that is known. */
  public @Nullable String help() {
    return help;
  }

  /** What is in the way, if that has a name. */
  public @Nullable FailureReason reason() {
    return reason;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
