package ledger.mcp.tool;

import java.util.List;
import java.util.stream.Collectors;
import ledger.app.edit.EditResult;
import ledger.app.edit.Effect;
import ledger.app.edit.EffectWords;
import ledger.app.session.FileDiff;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an edit did, for an agent. */
final class EditAnswer {
  private static final JsonMapper JSON = new JsonMapper();

  private EditAnswer() {}

  static ToolAnswer of(EditResult result, ToolCall call, boolean dryRun) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("changed", result.changed() && !dryRun);
    ArrayNode done = answer.putArray("done");
    ArrayNode notes = JSON.createArrayNode();
    for (Effect effect : result.effects()) {
      EffectWords.done(effect, call.session()::shown).forEach(line -> done.add(line.strip()));
      if (effect instanceof Effect.CellsSet set) {
        done.add("edited " + set.id());
      } else if (effect instanceof Effect.Placed placed) {
        done.add("moved " + placed.id());
      }
      EffectWords.note(effect, call.session()::shown).ifPresent(notes::add);
    }
    if (!notes.isEmpty()) {
      answer.set("notes", notes);
    }
    return ToolAnswer.of(dryRun ? answer.put("diff", diff(result.files())) : answer);
  }

  static String diff(List<FileDiff> files) {
    return files.stream()
        .flatMap(file -> file.unified().stream())
        .collect(Collectors.joining("\n"));
  }
}
