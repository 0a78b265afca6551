package ledger.evidence.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import ledger.evidence.record.Sample;
import ledger.evidence.record.SeriesKey;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads samples that {@link SampleSeries} packed, strictly: every field of a series exactly once,
 * and nothing else.
 */
final class SampleReader extends ValueDeserializer<List<Sample>> {
  /** How many fields a series has. */
  private static final int FIELDS = 6;

  @Override
  public List<Sample> deserialize(JsonParser json, DeserializationContext context) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException("it has no samples");
    }
    List<SampleSeries> packed = new ArrayList<>();
    SortedMap<String, String> last = Collections.emptySortedMap();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      SampleSeries series = series(json, last);
      last = series.key().parameters();
      packed.add(series);
    }
    return SampleSeries.unpack(packed);
  }

  /**
   * @param last the parameters of the previous series: neighbours often have the same ones, and
   *     share them
   */
  private static SampleSeries series(JsonParser json, SortedMap<String, String> last) {
    String metric = null;
    SortedMap<String, String> parameters = null;
    String arm = null;
    boolean warmup = false;
    double[] values = null;
    int first = 0;
    int[] places = null;
    int fields = 0;
    require(json.currentToken() == JsonToken.START_OBJECT);
    for (String field = json.nextName(); field != null; field = json.nextName()) {
      JsonToken token = json.nextToken();
      fields++; // the parser refuses a duplicate field
      switch (field) {
        case "metric" -> metric = text(json);
        case "parameters" -> parameters = parameters(json);
        case "arm" -> arm = token == JsonToken.VALUE_NULL ? null : text(json);
        case "warmup" -> warmup = json.getBooleanValue();
        case "values" -> values = values(json);
        case "at" -> {
          if (token == JsonToken.START_ARRAY) {
            places = places(json);
          } else {
            first = place(json);
          }
        }
        default -> require(false);
      }
    }
    if (fields != FIELDS || metric == null || parameters == null || values == null) {
      throw invalid();
    }
    SortedMap<String, String> shared = parameters.equals(last) ? last : parameters;
    int[] all = places == null ? row(first, values.length) : places;
    require(all.length == values.length && all.length > 0);
    return new SampleSeries(new SeriesKey(metric, shared, arm), warmup, values, all);
  }

  private static SortedMap<String, String> parameters(JsonParser json) {
    require(json.currentToken() == JsonToken.START_OBJECT);
    SortedMap<String, String> parameters = new TreeMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      parameters.put(name, text(json));
    }
    return parameters;
  }

  /** The same few names and values are in most records; each is in memory only once. */
  private static String text(JsonParser json) {
    require(json.currentToken() == JsonToken.VALUE_STRING);
    return json.getString().intern();
  }

  private static double[] values(JsonParser json) {
    require(json.currentToken() == JsonToken.START_ARRAY);
    double[] values = new double[8];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json.currentToken().isNumeric());
      double value = json.getDoubleValue();
      require(Double.isFinite(value));
      values = count < values.length ? values : Arrays.copyOf(values, 2 * count);
      values[count++] = value;
    }
    return Arrays.copyOf(values, count);
  }

  private static int[] places(JsonParser json) {
    int[] places = new int[8];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      places = count < places.length ? places : Arrays.copyOf(places, 2 * count);
      places[count++] = place(json);
    }
    return Arrays.copyOf(places, count);
  }

  private static int place(JsonParser json) {
    require(json.currentToken() == JsonToken.VALUE_NUMBER_INT);
    return json.getIntValue();
  }

  private static int[] row(int first, int count) {
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      places[i] = first + i;
    }
    return places;
  }

  private static void require(boolean right) {
    if (!right) {
      throw invalid();
    }
  }

  private static IllegalArgumentException invalid() {
    return new IllegalArgumentException("its samples are not numbers with positions");
  }
}
