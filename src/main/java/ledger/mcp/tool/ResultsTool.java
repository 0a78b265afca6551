package ledger.mcp.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ledger.app.records.ResultsAcceptRequest;
import ledger.app.records.ResultsImportRequest;
import ledger.app.records.ResultsImportResult.ImportedRun;
import ledger.app.records.ResultsRequest;
import ledger.app.records.ResultsShowRequest;
import ledger.app.records.ResultsShowResult;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.evidence.verdict.TaskEvidence;
import ledger.mcp.tool.ToolArguments.WrongArguments;

/** What was measured, and how far a verification is. */
final class ResultsTool implements McpTool {
  private static final String HANDLE = "run-";

  private final Set<Allowed> allowed;

  ResultsTool(Set<Allowed> allowed) {
    this.allowed = allowed;
  }

  @Override
  public String name() {
    return "results";
  }

  @Override
  public String description() {
    return "Verdicts of all tasks; of one with its claims; of a run, or how far it is.";
  }

  @Override
  public List<ToolParameter> parameters() {
    List<ToolParameter> all =
        new ArrayList<>(
            List.of(
                ToolParameter.of("id", ToolParameter.ArgumentForm.TEXT, "a task"),
                ToolParameter.of(
                    "run", ToolParameter.ArgumentForm.TEXT, "a record's ID, or what verify named"),
                ToolParameter.of("cancel", ToolParameter.ArgumentForm.FLAG, "end this run"),
                ToolParameter.of(
                    "wait", ToolParameter.ArgumentForm.NUMBER, "seconds for the run, default 20")));
    if (allowed.contains(Allowed.ACCEPT)) {
      all.add(
          ToolParameter.of(
              "accept", ToolParameter.ArgumentForm.TEXT, "why the task's edit needs no new run"));
    }
    if (allowed.contains(Allowed.IMPORT)) {
      all.add(ToolParameter.of("import", ToolParameter.ArgumentForm.TEXTS, "files of events"));
    }
    return List.copyOf(all);
  }

  @Override
  public boolean readsOnly() {
    return false;
  }

  @Override
  public ToolAnswer call(ToolArguments arguments, ToolCall call)
      throws IOException, InvalidFiles, Failure, WrongArguments {
    String run = arguments.text("run", "");
    if (run.startsWith(HANDLE)) {
      if (arguments.flag("cancel")) {
        call.runs().cancel(run);
      }
      return RunAnswer.of(call, run, arguments.number("wait", RunAnswer.USUAL), false);
    }
    if (arguments.has("accept")) {
      String id = arguments.needed("id", "accept");
      String reason = arguments.text("accept", "");
      int accepted =
          call.app("accept " + id)
              .results()
              .accept(new ResultsAcceptRequest(id, reason))
              .accepted()
              .size();
      return ToolAnswer.of("accepted for " + accepted + " of the runs of " + id);
    }
    if (arguments.has("import")) {
      List<Path> files = arguments.texts("import").stream().map(Path::of).toList();
      List<ImportedRun> runs =
          call.app("import").results().takeIn(new ResultsImportRequest(files, null)).runs();
      return ToolAnswer.of(
          runs.stream()
              .map(
                  each ->
                      each.record().run() + (each.before() ? " was imported before" : " imported"))
              .collect(Collectors.joining("\n")));
    }
    if (!run.isEmpty()) {
      ResultsShowResult shown = call.app("").results().show(new ResultsShowRequest(run, true));
      return ToolAnswer.of(
          shown
              .verdict()
              .map(verdict -> EvidenceText.run(shown.record(), verdict))
              .orElse(shown.record().run()));
    }
    List<TaskEvidence> evidence =
        call.app("").results(new ResultsRequest(arguments.text("id"))).evidence();
    return ToolAnswer.of(
        arguments.has("id")
            ? EvidenceText.task(evidence.getFirst())
            : EvidenceText.verdicts(evidence));
  }
}
