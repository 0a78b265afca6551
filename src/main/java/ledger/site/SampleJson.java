package ledger.site;

import ledger.evidence.Sample;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** A sample as JSON, with its series' fields as its own. Names are encoded once. */
final class SampleJson extends ValueSerializer<Sample> {
  private static final SerializedString METRIC = new SerializedString("metric");
  private static final SerializedString VALUE = new SerializedString("value");
  private static final SerializedString PARAMETERS = new SerializedString("parameters");
  private static final SerializedString ARM = new SerializedString("arm");
  private static final SerializedString WARMUP = new SerializedString("warmup");

  @Override
  public void serialize(Sample sample, JsonGenerator json, SerializationContext context) {
    json.writeStartObject();
    json.writeName(METRIC);
    json.writeString(sample.metric());
    json.writeName(VALUE);
    json.writeNumber(sample.value());
    json.writeName(PARAMETERS);
    json.writeStartObject();
    sample.parameters().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeName(ARM);
    json.writeString(sample.arm());
    json.writeName(WARMUP);
    json.writeBoolean(sample.warmup());
    json.writeEndObject();
  }
}
