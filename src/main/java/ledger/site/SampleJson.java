package ledger.site;

import ledger.evidence.Sample;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** A sample as JSON, with its series' fields as its own. */
final class SampleJson extends ValueSerializer<Sample> {
  @Override
  public void serialize(Sample sample, JsonGenerator json, SerializationContext context) {
    json.writeStartObject();
    json.writeStringProperty("metric", sample.metric());
    json.writeNumberProperty("value", sample.value());
    json.writeObjectPropertyStart("parameters");
    sample.parameters().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeStringProperty("arm", sample.arm());
    json.writeBooleanProperty("warmup", sample.warmup());
    json.writeEndObject();
  }
}
