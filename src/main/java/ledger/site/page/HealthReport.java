package ledger.site.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ledger.evidence.record.Artifact;
import ledger.evidence.record.RunRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run reports about the fitness of its host: its artifact {@code health.json}
 * (docs/events.md has its form).
 *
 * @param unreadable why the artifact is no such report; empty if it is one
 */
public record HealthReport(List<Item> items, String unreadable) {
  static final String ARTIFACT = "health.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * @param status {@code pass}, {@code warn}, {@code fail}, {@code na} or a word of its own
   * @param remedy what to do about it, empty where there is nothing to do
   */
  public record Item(String item, String status, String detail, String remedy) {}

  /** Empty if the run has no such artifact. */
  public static Optional<HealthReport> of(RunRecord record) {
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
      return unreadable("it is no JSON");
    }
    if (root.path("schema").asInt(0) != 1 || !root.path("items").isArray()) {
      return unreadable("it has no schema 1 with items");
    }
    List<Item> items = new ArrayList<>();
    for (JsonNode item : root.path("items")) {
      items.add(
          new Item(
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
