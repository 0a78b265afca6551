package ledger.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Samples packed for a file: one object a series, with its values in the order taken.
 *
 * <p>{@code at} says where each value stood among all samples of the run, so that the order in
 * which arms took turns is kept: a number for a series without gaps (the place of its first value),
 * else a list with one place a value.
 */
final class SampleSeries {
  private record Key(
      String metric, SortedMap<String, String> parameters, @Nullable String arm, boolean warmup) {}

  private SampleSeries() {}

  static ArrayNode pack(List<Sample> samples) {
    Map<Key, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < samples.size(); i++) {
      Sample s = samples.get(i);
      Key key = new Key(s.metric(), s.parameters(), s.arm(), s.warmup());
      places.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
    }
    ArrayNode packed = JsonNodeFactory.instance.arrayNode();
    places.forEach(
        (key, at) -> {
          ObjectNode series = packed.addObject();
          series.put("metric", key.metric);
          ObjectNode parameters = series.putObject("parameters");
          key.parameters.forEach(parameters::put);
          series.put("arm", key.arm);
          series.put("warmup", key.warmup);
          ArrayNode values = series.putArray("values");
          at.forEach(place -> addNumber(values, samples.get(place).value()));
          if (at.getLast() - at.getFirst() == at.size() - 1) {
            series.put("at", at.getFirst());
          } else {
            at.forEach(series.withArrayProperty("at")::add);
          }
        });
    return packed;
  }

  private static void addNumber(ArrayNode values, double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
    if (whole && Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(-0.0)) {
      values.add((long) value);
    } else {
      values.add(value);
    }
  }

  /**
   * @throws IllegalArgumentException if the series do not fill their places one by one
   */
  static List<Sample> unpack(ArrayNode packed) {
    int total = 0;
    for (JsonNode series : packed) {
      total += series.path("values").size();
    }
    @Nullable Sample[] samples = new Sample[total];
    for (JsonNode series : packed) {
      String metric = series.path("metric").asString();
      SortedMap<String, String> parameters = new TreeMap<>();
      series
          .path("parameters")
          .properties()
          .forEach(field -> parameters.put(field.getKey(), field.getValue().asString()));
      JsonNode values = series.path("values");
      String arm = series.path("arm").isString() ? series.path("arm").stringValue() : null;
      boolean warmup = series.path("warmup").asBoolean(false);
      JsonNode at = series.path("at");
      for (int i = 0; i < values.size(); i++) {
        JsonNode value = values.get(i);
        JsonNode place = at.isArray() ? at.path(i) : at;
        if (!value.isNumber() || !Double.isFinite(value.doubleValue()) || !place.isInt()) {
          throw new IllegalArgumentException("its samples are not numbers in places");
        }
        int index = at.isArray() ? place.intValue() : place.intValue() + i;
        if (index < 0 || index >= total || samples[index] != null) {
          throw new IllegalArgumentException("its samples do not fill their places one by one");
        }
        samples[index] = new Sample(metric, value.doubleValue(), parameters, arm, warmup);
      }
    }
    return List.of(samples);
  }
}
