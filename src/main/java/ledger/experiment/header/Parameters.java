package ledger.experiment.header;

import java.math.BigInteger;
import java.util.Optional;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/** The values of parameters as text, which is the same for headers and events. */
public final class Parameters {
  private Parameters() {}

  /** Empty for anything but a finite number, text, true or false. */
  public static Optional<String> text(@Nullable Object value) {
    return switch (value) {
      case String text -> Optional.of(text);
      case Boolean flag -> Optional.of(flag.toString());
      case Integer whole -> Optional.of(whole.toString());
      case Long whole -> Optional.of(whole.toString());
      case BigInteger whole -> Optional.of(whole.toString());
      case Number number when Double.isFinite(number.doubleValue()) ->
          Optional.of(Numbers.exact(number.doubleValue()));
      case null, default -> Optional.empty();
    };
  }
}
