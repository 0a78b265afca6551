package ledger.mcp.tool;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import ledger.app.results.VerifyMode;
import ledger.app.results.VerifyRequest;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.mcp.tool.ToolArguments.WrongArguments;

/** Runs the workspace's experiments. */
final class VerifyTool implements McpTool {
  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String description() {
    return "Run the experiments of tasks whose evidence is missing or stale, and judge them. What"
        + " takes longer than 20 s goes on; results shows it.";
  }

  @Override
  public List<ToolParameter> parameters() {
    return List.of(
        ToolParameter.of("ids", ToolParameter.ArgumentForm.TEXTS, "default: all"),
        ToolParameter.of("force", ToolParameter.ArgumentForm.FLAG, "run fresh ones too"),
        ToolParameter.of(
            "quick", ToolParameter.ArgumentForm.FLAG, "a first look that never counts"),
        ToolParameter.of(
            "environments", ToolParameter.ArgumentForm.TEXTS, "compared with the first"),
        ToolParameter.of("wait", ToolParameter.ArgumentForm.NUMBER, "seconds, at most 50"),
        ToolParameter.of(
            "dry_run", ToolParameter.ArgumentForm.FLAG, "only say what would run, and why"));
  }

  @Override
  public boolean readsOnly() {
    return false;
  }

  @Override
  public ToolAnswer call(ToolArguments arguments, ToolCall call)
      throws IOException, InvalidFiles, Failure, WrongArguments {
    boolean force = arguments.flag("force");
    boolean quick = arguments.flag("quick");
    boolean plan = arguments.flag("dry_run");
    if (force && quick) {
      throw new WrongArguments("'force' and 'quick' exclude each other");
    }
    VerifyRequest request =
        new VerifyRequest(
            arguments.texts("ids"),
            arguments.texts("environments"),
            force ? VerifyMode.ALL : quick ? VerifyMode.FIRST_LOOK : VerifyMode.NEEDED,
            null,
            plan,
            false,
            true);
    if (plan) {
      return ToolAnswer.of(
          call.app("").verify(request).planned().stream()
              .map(ProgressWords::plan)
              .collect(Collectors.joining("\n")));
    }
    String handle = call.runs().start(request).handle();
    return RunAnswer.of(call, handle, arguments.number("wait", RunAnswer.USUAL), true);
  }
}
