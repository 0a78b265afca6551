package ledger.experiment.header;

import java.math.BigInteger;
import java.util.Optional;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/** Parameters' values as text, the same whether a header or an event names them. */
public final class Parameters {
  private Parameters() {}

  /** Empty for what is neither a finite number nor a text nor a truth value. */
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
