package ledger.site.make;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.evidence.record.Artifact;
import ledger.evidence.record.RunRecord;
import ledger.site.page.HealthPage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run reports about the health of its host: its artifact {@code health.json}, in the format
 * that docs/events.md describes.
 *
 * @param unreadable why the artifact cannot be read as a report; empty if it can
 */
public record HealthReport(List<HealthPage.ReportedItem> items, String unreadable) {
  static final String ARTIFACT = "health.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Empty if the run has no such artifact. */
  static Optional<HealthReport> of(RunRecord record) {
    return record.artifacts().stream()
        .filter(artifact -> artifact.name().equals(ARTIFACT))
        .findFirst()
        .map(Artifact::text)
        .map(HealthReport::parse);
  }

  private static HealthReport parse(String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JacksonException e) {
      return unreadable("it is not valid JSON");
    }
    if (root.path("schema").asInt(0) != 1 || !root.path("items").isArray()) {
      return unreadable("it does not have \"schema\": 1 and a list \"items\"");
    }
    List<HealthPage.ReportedItem> items = new ArrayList<>();
    for (JsonNode item : root.path("items")) {
      items.add(
          new HealthPage.ReportedItem(
              text(item, "item"),
              text(item, "status"),
              text(item, "detail"),
              text(item, "remedy")));
    }
    return new HealthReport(items, "");
  }

  private static HealthReport unreadable(String why) {
    return new HealthReport(List.of(), why);
  }

  private static String text(JsonNode item, String field) {
    return item.path(field).asString("");
  }
}
