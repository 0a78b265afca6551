package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * That the whole text of every error is a golden: each call in the product that makes one was
 * reached by a story, and what it said stands in what the story printed.
 */
final class ErrorsTold {
  /** Methods with an error that no story can tell, and why. */
  private static final Map<String, String> UNTOLD = new HashMap<>();

  static {
    untold("MainTest tells it: no input is known that makes it", "Plan.apply", "Main.explain");
    untold(
        "a proof that no known input breaks",
        "Conservation.check",
        "Widening.with",
        "MergedHeader.merge",
        "TextAroundTables.merge",
        "TextAroundTables.filled");
    untold(
        "a guard: an earlier check tells it first",
        "HookedFiles.inside",
        "RenumberedVersions.renamed",
        "TableReader.headerIsSound",
        "TomlTable.parse");
    untold("it needs a file of 10 MB: LinksTest tells it", "PageLinks.copy");
    untold("it needs 20,000 lines: BoundsTest tells it", "LedgerParser.outline");
    untold(
        "it needs a file of 128 MiB, or evidence of this host: EventImportTest and WaivedTest tell"
            + " it",
        "EventImport.read",
        "MoveTask.waiver");
    untold(
        "it needs a megabyte of front matter, or more stack or memory than any known input takes",
        "YamlText.compose",
        "Main.run");
    untold(
        "another part says it; a surface hears one kind of exception",
        "UseCase.call",
        "PagesOnDemand.page");
    untold(
        "everything is drawn then: SiteMemoryTest tells it",
        "FactsCodec.read",
        "FactsCodec.BytesReader.some",
        "FactsCodec.BytesReader.read",
        "FactsCodec.BytesReader.type",
        "FactsCodec.BytesReader.constant");
    untold(
        "it comes of a run on this host: ExperimentsTest tells it",
        "EventFields.observed",
        "TriedRun.end",
        "TriedRun.faults",
        "TriedRun.metrics",
        "TriedRun.samples",
        "TriedRun.seen",
        "TriedRun.unmeasured");
    untold(
        "it needs a process that lives longer than a command: RunsTest and ExpectedRowsTest tell it",
        "RowsChanged.requireNone",
        "Runs.run",
        "Runs.start");
    untold(
        "it needs a browser, or what stands for one: ServeIT and BoardIT tell it",
        "Form.decoded",
        "Form.sent",
        "Actions.expected",
        "Actions.undo",
        "Hub.view",
        "ServeCommand.call");
    untold("the jar lacks a file of its own", "CiWorkflow.resource", "Templates.asset");
    untold(
        "an agent is told: McpServerTest tells it",
        "ChangeTool.one",
        "ChangeTool.placing",
        "ChangeTool.read",
        "Incoming.of",
        "McpServer.answer",
        "McpServer.called",
        "McpServer.unsupported",
        "RpcConnection.answer",
        "RpcConnection.begin",
        "RpcLines.message",
        "RpcLines.next",
        "ToolArguments.day",
        "ToolArguments.needed",
        "ToolArguments.neededTexts",
        "ToolArguments.of",
        "VerifyTool.call");
    untold("it needs a line end in a path: HooksTest tells it", "HookLedgers.add");
    untold("the command words it for the user", "Journal.undo", "EditedSince");
    untold("it needs an interruption: StoreTest tells it", "FinishedNow", "Store.recovered");
    untold("nobody interrupts a check's threads", "Ahead.result");
    untold("an earlier check has told it, as other stories show", "MemoryText.problems");
    untold(
        "it needs another user: OtherUserIT tells it",
        "LockFile.open",
        "Replacement.requireWritable",
        "StateFolder.requireOwn");
    untold(
        "standard output takes what a story prints: LostOutputTest and StreamsIT tell it",
        "Main.lost",
        "Console.ReaderGone",
        "Console.StandardOutput.write");
    untold(
        "it says that a part of the history is missing, which GapWords words",
        "GitCommits.missing",
        "GitCommits.object",
        "GitCommits.said",
        "JGitCommits.commit",
        "JGitCommits.read",
        "MissingHistory",
        "Revisions.mergeBases");
    untold("git's own words take its place", "CatFile.line");
    untold("it needs a file system on which no program runs", "Hooks.install");
    untold(
        "it needs another process: LockTest, VerifierTest and WatchIT tell it",
        "Lock.busy",
        "Lock.queue",
        "Lock.within",
        "VerifyLock.take",
        "Verification.run",
        "CheckExperiment.tried",
        "SitePreview.run");
    untold(
        "what comes of it is a record of this host: EnvironmentIT and VerifierTest tell it",
        "EnvironmentFailure.absent",
        "EnvironmentFailure.unclear",
        "EnvironmentFailure.with",
        "EventReader.plan");
    untold(
        "it takes seconds of processor time, or all memory: RenderingTest tells it",
        "EvidenceReferences.processed",
        "Rendering.limit",
        "Rendering.result",
        "Templates.render");
    untold(
        "the system refuses to read or write what it let be read or made a moment before",
        "Requirements.content",
        "Discovery.below",
        "Discovery.misplaced",
        "GuardedFiles.list",
        "Discovery.script",
        "EvidenceStore.keep",
        "EvidenceStore.write",
        "ExperimentRun.execute",
        "FileTree.list",
        "GitProgram.run",
        "Intent.close",
        "Intent.file",
        "Intent.left",
        "Intent.of",
        "LocalFiles.below",
        "LocalFiles.source",
        "Places.real",
        "WorkTree.none",
        "RecordFile.bytes",
        "ContentNamedFolder.text",
        "PendingChange.complete",
        "PendingFile.content",
        "PendingFile.exchange",
        "StateFolder.file",
        "StateFolder.folder",
        "VerifyLock.close",
        "VerifyLock.tried");
  }

  private static void untold(String why, String... methods) {
    Stream.of(methods).forEach(method -> UNTOLD.put(method, why));
  }

  private final SortedMap<String, String> calls = ErrorCalls.find();
  private final Set<String> told = new TreeSet<>();

  /** Notes what a story told. */
  void told(List<Raised> raised, Story.Told story) {
    for (Raised error : raised) {
      boolean whole = error.help() == null || story.prints(error.help());
      if (whole && story.prints(error.message())) {
        error.calls().stream().filter(calls::containsKey).findFirst().ifPresent(told::add);
      }
    }
  }

  void assertAllTold() {
    assertThat(calls).as("calls that make an error").hasSizeGreaterThan(100);
    SortedMap<String, String> missing = new TreeMap<>(calls);
    missing.keySet().removeAll(told);
    assertThat(missing.values())
        .as("methods that are said to have an error that no story tells")
        .containsAll(UNTOLD.keySet());
    missing.values().removeIf(UNTOLD::containsKey);
    assertThat(missing).as("errors that no story of src/test/resources/golden tells").isEmpty();
  }
}
