package ledger.evidence.claim;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.function.DoubleUnaryOperator;

/** What a claim compares its metric with. Its kind is part of every form in which it is kept. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Bound.AtLeast.class, name = "at-least"),
  @JsonSubTypes.Type(value = Bound.AtMost.class, name = "at-most"),
  @JsonSubTypes.Type(value = Bound.EqualTo.class, name = "equals"),
  @JsonSubTypes.Type(value = Bound.Between.class, name = "between")
})
public sealed interface Bound {
  record AtLeast(double value) implements Bound {}

  record AtMost(double value) implements Bound {}

  record EqualTo(double value) implements Bound {}

  /** Both ends are included. */
  record Between(double low, double high) implements Bound {}

  /**
   * The same in another unit.
   *
   * @param convert an increasing function
   */
  default Bound converted(DoubleUnaryOperator convert) {
    return switch (this) {
      case AtLeast least -> new AtLeast(convert.applyAsDouble(least.value));
      case AtMost most -> new AtMost(convert.applyAsDouble(most.value));
      case EqualTo equal -> new EqualTo(convert.applyAsDouble(equal.value));
      case Between between ->
          new Between(convert.applyAsDouble(between.low), convert.applyAsDouble(between.high));
    };
  }
}
