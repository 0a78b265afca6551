package ledger.experiment.inputs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import ledger.evidence.claim.Claim;
import ledger.experiment.header.Experiment;
import ledger.experiment.header.HeaderBlock;
import ledger.io.Sha256;
import ledger.text.SourceText;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Digests of what a result depends on. Line endings do not count, because version control may
 * change them.
 */
final class Digests {
  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .changeDefaultPropertyInclusion(
              usual -> usual.withContentInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private Digests() {}

  /**
   * The script without its header: editing a claim or accepting a known failure does not change it.
   */
  static String script(Experiment experiment) {
    SourceText source = SourceText.of(experiment.script(), experiment.code());
    return Sha256.ofText(
        HeaderBlock.find(source).map(b -> b.without(source)).orElse(experiment.code()));
  }

  static String claims(List<Claim> claims) {
    return Sha256.ofText(CANONICAL.writeValueAsString(claims));
  }

  static String taskText(TaskText task) {
    return Sha256.ofText(squeezed(task.title()) + "\n" + squeezed(task.description()));
  }

  /** Padding in a cell and wrapped lines do not count as edits. */
  private static String squeezed(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
