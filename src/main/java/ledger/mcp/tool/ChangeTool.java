package ledger.mcp.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import ledger.app.App;
import ledger.app.ledger.UndoResult;
import ledger.app.session.ExpectedRow;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.task.EditRequest;
import ledger.app.task.EditRequest.CellText;
import ledger.app.task.MoveRequest;
import ledger.app.task.NextRequest;
import ledger.app.task.ReopenRequest;
import ledger.app.task.SortRequest;
import ledger.document.Columns;
import ledger.document.edit.Change;
import ledger.mcp.tool.ToolArguments.WrongArguments;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Changes what is there. */
final class ChangeTool implements McpTool {
  private static final JsonMapper JSON = new JsonMapper();
  private final Set<Allowed> allowed;

  ChangeTool(Set<Allowed> allowed) {
    this.allowed = allowed;
  }

  @Override
  public String name() {
    return "change";
  }

  @Override
  public String description() {
    return "edit: set cells. move: to a state, or above/below a task; Done needs verified"
        + " evidence and writes the outcome. next: take the first ready task. sort: by priority."
        + " reopen: Done back to review. undo: take back the last changes.";
  }

  @Override
  public List<ToolParameter> parameters() {
    List<ToolParameter> all =
        new ArrayList<>(
            List.of(
                ToolParameter.oneOf("action", "", "edit", "move", "next", "sort", "reopen", "undo"),
                ToolParameter.of("ids", ToolParameter.ArgumentForm.TEXTS, ""),
                ToolParameter.of(
                    "digests",
                    ToolParameter.ArgumentForm.TEXTS,
                    "edit, move: of each id, from task; refused if a row has changed since"),
                ToolParameter.of(
                    "cells", ToolParameter.ArgumentForm.CELLS, "edit, move: by column"),
                ToolParameter.of("append", ToolParameter.ArgumentForm.TEXT, "edit: to the notes"),
                ToolParameter.of(
                    "to", ToolParameter.ArgumentForm.TEXT, "move: backlog, start, review, done"),
                ToolParameter.of("above", ToolParameter.ArgumentForm.TEXT, "move: an ID"),
                ToolParameter.of("below", ToolParameter.ArgumentForm.TEXT, "move: an ID"),
                ToolParameter.of("date", ToolParameter.ArgumentForm.TEXT, "move: not today"),
                ToolParameter.of("owner", ToolParameter.ArgumentForm.TEXT, "next: who takes it"),
                ToolParameter.of("count", ToolParameter.ArgumentForm.NUMBER, "undo: default 1"),
                ToolParameter.of(
                    "dry_run", ToolParameter.ArgumentForm.FLAG, "only show the diff")));
    if (allowed.contains(Allowed.WAIVE)) {
      all.add(
          ToolParameter.of(
              "waive", ToolParameter.ArgumentForm.TEXT, "move: why Done without evidence"));
    }
    return List.copyOf(all);
  }

  @Override
  public boolean readsOnly() {
    return false;
  }

  @Override
  public boolean destroys() {
    return true;
  }

  @Override
  public ToolAnswer call(ToolArguments arguments, ToolCall call)
      throws IOException, InvalidFiles, Failure, WrongArguments {
    boolean dryRun = arguments.flag("dry_run");
    String action = arguments.text("action", "");
    List<String> ids = arguments.texts("ids");
    String about = (action + " " + String.join(" ", ids)).strip();
    return switch (action) {
      case "edit" -> {
        List<CellText> appended = new ArrayList<>();
        String append = arguments.text("append");
        if (append != null) {
          appended.add(new CellText(Columns.NOTES, append));
        }
        App app = call.app(about, read(arguments));
        yield EditAnswer.of(
            app.edit(new EditRequest(ids, arguments.cells("cells"), appended, dryRun)),
            call,
            dryRun);
      }
      case "move" ->
          EditAnswer.of(
              call.app((about + " " + arguments.text("to", "")).strip(), read(arguments))
                  .move(
                      new MoveRequest(
                          ids,
                          arguments.text("to"),
                          placing(arguments),
                          arguments.cells("cells"),
                          arguments.day("date"),
                          arguments.text("waive"),
                          dryRun)),
              call,
              dryRun);
      case "next" ->
          EditAnswer.of(
              call.app(about).next().start(new NextRequest(arguments.text("owner"), dryRun)),
              call,
              dryRun);
      case "sort" ->
          EditAnswer.of(
              call.app(about).sort(new SortRequest(List.of(), List.of(), false, dryRun)),
              call,
              dryRun);
      case "reopen" ->
          EditAnswer.of(
              call.app(about).reopen(new ReopenRequest(one(arguments), dryRun)), call, dryRun);
      default -> undone(call.app(about).undo(arguments.number("count", 1), dryRun), dryRun);
    };
  }

  /** The rows that the change is made from. */
  private static List<ExpectedRow> read(ToolArguments arguments) throws WrongArguments {
    List<String> ids = arguments.neededTexts("ids", "this action");
    List<String> digests = arguments.texts("digests");
    if (digests.size() != ids.size()) {
      throw new WrongArguments(
          "'digests' needs the digest of each row in 'ids', in the same order; call task for it");
    }
    List<ExpectedRow> rows = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      rows.add(new ExpectedRow(ids.get(i), digests.get(i)));
    }
    return rows;
  }

  private static String one(ToolArguments arguments) throws WrongArguments {
    List<String> ids = arguments.neededTexts("ids", "reopen");
    if (ids.size() > 1) {
      throw new WrongArguments("reopen takes one task at a time");
    }
    return ids.getFirst();
  }

  private static MoveRequest.@Nullable Placing placing(ToolArguments arguments)
      throws WrongArguments {
    String above = arguments.text("above");
    String below = arguments.text("below");
    if (above != null && below != null) {
      throw new WrongArguments("'above' and 'below' exclude each other");
    }
    if (above == null && below == null && !arguments.has("to")) {
      throw new WrongArguments("move needs 'to', 'above' or 'below'");
    }
    return above != null
        ? new MoveRequest.Placing(Change.Spot.BEFORE, above)
        : below != null ? new MoveRequest.Placing(Change.Spot.AFTER, below) : null;
  }

  private static ToolAnswer undone(UndoResult result, boolean dryRun) {
    UndoResult.Obstacle obstacle = result.obstacle();
    if (obstacle != null) {
      return ToolAnswer.failed(
          obstacle.file()
              + " has been edited since, so nothing was undone. Edit the file instead; undo would"
              + " have made this change:\n"
              + EditAnswer.diff(List.of(obstacle.next())));
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.put("changed", !result.files().isEmpty() && !dryRun);
    result.commands().forEach(answer.putArray("undone")::add);
    return ToolAnswer.of(dryRun ? answer.put("diff", EditAnswer.diff(result.files())) : answer);
  }
}
