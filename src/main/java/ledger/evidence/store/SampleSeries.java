package ledger.evidence.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.evidence.record.Sample;
import ledger.evidence.record.SeriesKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Samples packed for a file: one object per series, with its values in the order taken. */
public final class SampleSeries {
  private final SeriesKey key;
  private final boolean warmup;
  private final double[] values;
  private final int[] places;

  /**
   * @param places the position of each value among all samples of the run, so that the order in
   *     which arms took turns is kept; in the file, {@code at} is only the first of them for a
   *     series without gaps, otherwise all of them
   */
  SampleSeries(SeriesKey key, boolean warmup, double[] values, int[] places) {
    this.key = key;
    this.warmup = warmup;
    this.values = values;
    this.places = places;
  }

  public SeriesKey key() {
    return key;
  }

  /** Whether its samples are warm-ups. */
  public boolean warmup() {
    return warmup;
  }

  /** In the order taken. */
  public double[] values() {
    return values.clone();
  }

  /** The position of each value among all samples of the run. */
  public int[] places() {
    return places.clone();
  }

  /** Whether no sample of another series was taken between its own. */
  public boolean isUnbroken() {
    int last = places.length - 1;
    return places[last] - places[0] == last;
  }

  /** Writes samples packed. */
  static final class Writer extends ValueSerializer<List<Sample>> {
    @Override
    public void serialize(List<Sample> samples, JsonGenerator json, SerializationContext context) {
      json.writeStartArray();
      pack(samples).forEach(series -> series.write(json));
      json.writeEndArray();
    }
  }

  /** Each series once, in the order of their first samples. */
  public static List<SampleSeries> pack(List<Sample> samples) {
    record SeriesKind(SeriesKey key, boolean warmup) {}
    Map<SeriesKind, List<Integer>> kinds = new LinkedHashMap<>();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      SeriesKind kind = new SeriesKind(sample.series(), sample.warmup());
      kinds.computeIfAbsent(kind, k -> new ArrayList<>()).add(i);
    }
    List<SampleSeries> packed = new ArrayList<>();
    kinds.forEach(
        (kind, at) -> {
          int[] places = at.stream().mapToInt(Integer::intValue).toArray();
          double[] values = at.stream().mapToDouble(place -> samples.get(place).value()).toArray();
          packed.add(new SampleSeries(kind.key, kind.warmup, values, places));
        });
    return packed;
  }

  private void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("metric", key.metric());
    json.writeObjectPropertyStart("parameters");
    key.parameters().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeStringProperty("arm", key.arm());
    json.writeBooleanProperty("warmup", warmup);
    json.writeArrayPropertyStart("values");
    for (double value : values) {
      writeNumber(json, value);
    }
    json.writeEndArray();
    if (isUnbroken()) {
      json.writeNumberProperty("at", places[0]);
    } else {
      json.writeName("at");
      json.writeArray(places, 0, places.length);
    }
    json.writeEndObject();
  }

  private static void writeNumber(JsonGenerator json, double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
    if (whole && Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(-0.0)) {
      json.writeNumber((long) value);
    } else {
      json.writeNumber(value);
    }
  }

  /**
   * The samples of all series in the order taken.
   *
   * @throws IllegalArgumentException if the positions of the series have gaps or overlap
   */
  static List<Sample> unpack(List<SampleSeries> packed) {
    int total = packed.stream().mapToInt(series -> series.values.length).sum();
    @Nullable Sample[] samples = new Sample[total];
    for (SampleSeries series : packed) {
      for (int i = 0; i < series.places.length; i++) {
        int place = series.places[i];
        if (place < 0 || place >= total || samples[place] != null) {
          throw new IllegalArgumentException("the positions of its samples have gaps or overlap");
        }
        samples[place] = new Sample(series.key, series.values[i], series.warmup);
      }
    }
    return List.of(samples);
  }
}
