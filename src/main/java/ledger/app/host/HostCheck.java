package ledger.app.host;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was found on one topic.
 *
 * @param facts by name, such as {@code version}; docs/json.md lists them
 */
public record HostCheck(HostTopic topic, Map<String, String> facts, Optional<HostTrouble> trouble) {
  public HostCheck {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** Without trouble; facts as name, value, name, value, and those without a value left out. */
  static HostCheck of(HostTopic topic, @Nullable String... pairs) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      String value = pairs[i + 1];
      if (value != null && !value.isEmpty()) {
        facts.put(String.valueOf(pairs[i]), value);
      }
    }
    return new HostCheck(topic, facts, Optional.empty());
  }

  HostCheck but(HostTrouble found) {
    return new HostCheck(topic, facts, Optional.of(found));
  }
}
