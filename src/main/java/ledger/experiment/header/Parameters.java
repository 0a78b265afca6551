package ledger.experiment.header;

import java.util.Optional;
import ledger.text.Numbers;
import tools.jackson.databind.JsonNode;

/** Parameters' values as text, the same whether a header or an event names them. */
public final class Parameters {
  private Parameters() {}

  /** Empty for what is neither a finite number nor a text nor a truth value. */
  public static Optional<String> text(JsonNode value) {
    if (value.isString()) {
      return Optional.of(value.stringValue());
    }
    if (value.isBoolean()) {
      return Optional.of(Boolean.toString(value.booleanValue()));
    }
    if (value.isIntegralNumber()) {
      return Optional.of(value.bigIntegerValue().toString());
    }
    return value.isNumber() && Double.isFinite(value.doubleValue())
        ? Optional.of(Numbers.exact(value.doubleValue()))
        : Optional.empty();
  }
}
