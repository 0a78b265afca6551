package ledger.experiment.header;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.evidence.claim.Bound;
import ledger.evidence.claim.Units;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A claim's bound as its table gives it: numbers, or numbers with a unit such as {@code "10 ms"}.
 *
 * @param unit null if the numbers have none
 */
record BoundFields(Bound bound, @Nullable String unit) {
  private static final List<String> KEYS = List.of("at-least", "at-most", "equals", "between");
  private static final BoundFields NONE = new BoundFields(new Bound.EqualTo(0), null);

  private static final Pattern AMOUNT =
      Pattern.compile(
          "([-+]?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)\\s*([^\\s0-9.+-]\\S*|(?<=\\s)1)");

  /** A number with its unit. */
  private record Quantity(double value, @Nullable String unit) {}

  static BoundFields of(HeaderTable table) {
    List<String> given = KEYS.stream().filter(table::has).toList();
    if (given.size() != 1) {
      String found = given.isEmpty() ? "none" : String.join(" and ", given);
      table.error("", "a claim needs one of at-least, at-most, equals, between; it has " + found);
      return NONE;
    }
    String key = given.getFirst();
    if (key.equals("between")) {
      return between(table, key);
    }
    Quantity amount = amount(table, key, table.value(key));
    Bound bound =
        switch (key) {
          case "at-least" -> new Bound.AtLeast(amount.value);
          case "at-most" -> new Bound.AtMost(amount.value);
          default -> new Bound.EqualTo(amount.value);
        };
    return new BoundFields(bound, amount.unit);
  }

  /** Where a table that was read before has its bound. */
  static Problem.Place place(HeaderTable table) {
    return table.place(KEYS.stream().filter(table::has).findFirst().orElse(""));
  }

  private static BoundFields between(HeaderTable table, String key) {
    List<Quantity> ends = new ArrayList<>();
    if (table.value(key) instanceof List<?> list) {
      list.forEach(item -> ends.add(amount(table, key, item)));
    }
    if (ends.size() == 2) {
      Quantity low = ends.getFirst();
      OptionalDouble high = in(low.unit, ends.getLast());
      if (high.isPresent() && low.value <= high.getAsDouble()) {
        return new BoundFields(new Bound.Between(low.value, high.getAsDouble()), low.unit);
      }
      if (high.isEmpty()) {
        table.error(key, "the two ends of between need the same kind of unit, or none");
        return NONE;
      }
    }
    table.error(key, "between needs two numbers, the smaller one first");
    return NONE;
  }

  /** An amount in another unit; empty if that is impossible. */
  private static OptionalDouble in(@Nullable String unit, Quantity amount) {
    if (unit == null || amount.unit == null) {
      return unit == null && amount.unit == null
          ? OptionalDouble.of(amount.value)
          : OptionalDouble.empty();
    }
    return Units.conversion(amount.unit, unit)
        .map(convert -> OptionalDouble.of(convert.applyAsDouble(amount.value)))
        .orElse(OptionalDouble.empty());
  }

  private static Quantity amount(HeaderTable table, String key, @Nullable Object value) {
    Matcher matcher = AMOUNT.matcher(value instanceof String text ? text.strip() : "");
    if (matcher.matches() && Double.isFinite(Double.parseDouble(matcher.group(1)))) {
      return new Quantity(Double.parseDouble(matcher.group(1)), matcher.group(2));
    }
    if (value instanceof String text) {
      table.error(key, "\"" + text + "\" is not a number with a unit such as \"10 ms\"");
      return new Quantity(0, null);
    }
    return new Quantity(table.number(key, value), null);
  }
}
