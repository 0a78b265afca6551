package ledger.app.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import ledger.app.session.Session;
import ledger.evidence.judge.DonePolicy;
import ledger.evidence.judge.Judge;
import ledger.evidence.record.Exit;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.InputChange;
import ledger.evidence.verdict.InputChange.Fate;
import ledger.evidence.verdict.RunVerdict;
import ledger.evidence.verdict.Status;
import ledger.experiment.Workspaces;
import ledger.experiment.run.RunMode;
import ledger.experiment.run.Verifier;
import ledger.experiment.run.VerifyLock;
import ledger.git.GitReach;
import ledger.git.Scratch;
import ledger.io.Origins;
import ledger.workspace.Limits;
import ledger.workspace.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a run stale and what does not, in a git repository; the runs are real. */
class ObservedInputsTest {
  private static final String X = "ledger/experiments/";
  private static final String HERE = "import pathlib; HERE = pathlib.Path(__file__).parent\n";

  @TempDir Path folder;
  private Scratch git;
  private Workspaces workspace;
  private RunRecord record;

  @BeforeEach
  void open() throws Exception {
    git = Scratch.create(folder.toRealPath(), "repo");
    workspace = new Workspaces(git.root());
    git.write(".gitignore", ".ledger/\n*.log\n/built/\n");
    git.write(X + "helper.py", "x = 1\n");
    git.write(X + "data/a.csv", "1\n");
    git.write(X + "data/deep/b.csv", "1\n");
    git.write(X + "README.md", "so\n");
    git.write("src/product/core.py", "x = 1\n");
    git.write(X + "run.log", "old\n");
    git.git("add", ".");
    git.git("commit", "-q", "-m", "first");
  }

  private Verifier verifier() {
    return new Verifier(
        Workspace.in(git.root()).reaching(new GitReach(git.root(), Map.of())),
        List.of(workspace.environment()),
        DonePolicy.of("plain"),
        Limits.DEFAULT,
        Clock.systemUTC(),
        () ->
            GitWorkTree.around(
                git.root(),
                new Session(git.root(), null, Map.of(), Clock.systemUTC(), "verify", notice -> {}),
                Origins.NOT_KEPT));
  }

  private void run(String header, String body) throws Exception {
    String script =
        Workspaces.header("30s").replace("# headline", header + "# headline")
            + Workspaces.PRELUDE
            + body
            + "for value in range(30, 36): event('sample', metric='ratio', value=value)\n"
            + Workspaces.END;
    git.write(X + "probe.py", script);
    Verifier verifier = verifier();
    assertThat(verifier.experiments().problems()).isEmpty();
    try (VerifyLock lock = verifier.lock()) {
      record =
          verifier.run(
              lock,
              verifier
                  .plan(List.of(Workspaces.TASK), verifier.environments(), RunMode.FORCED)
                  .getFirst(),
              event -> {});
    }
  }

  private void completed(String header, String body) throws Exception {
    run(header, body);
    assertThat(record.exit().kind())
        .as(record.exit().detail() + "\n" + record.log().text())
        .isEqualTo(Exit.Kind.COMPLETED);
    fresh("at once");
  }

  private RunVerdict verdict() {
    return Judge.judge(record, verifier().verdicts().inputsNow(record, Workspaces.TASK));
  }

  private void fresh(String why) {
    assertThat(verdict().changed()).as(why).isEmpty();
    assertThat(verdict().status()).as(why).isEqualTo(Status.VERIFIED);
  }

  private void stale(InputChange... changes) {
    assertThat(verdict().changed()).containsExactly(changes);
    assertThat(verdict().status()).isEqualTo(Status.STALE);
  }

  private static InputChange.LocalFile file(String path, Fate fate) {
    return new InputChange.LocalFile(path, fate);
  }

  static List<Arguments> absences() {
    String source = "sys.path.insert(0, str(HERE / '../../src')); import product.core";
    String child =
        "subprocess.run([sys.executable, '-c', 'import sys; sys.path[0] = sys.argv[1]; "
            + "import wave', str(HERE)], check=True)";
    return List.of(
        Arguments.of("import statistics", X + "fractions.py"),
        Arguments.of("import statistics", X + "fractions/__init__.py"),
        Arguments.of("import helper", X + "helper/__init__.py"),
        Arguments.of("import helper", X + "helper.cpython-311-x86_64-linux-gnu.so"),
        Arguments.of("try: import extra\nexcept ImportError: pass", X + "extra.py"),
        Arguments.of(source, "src/product/__init__.py"),
        Arguments.of(source, X + "product/__init__.py"),
        Arguments.of("try: open(HERE / 'own.toml')\nexcept OSError: pass", X + "own.toml"),
        Arguments.of(child, X + "wave.py"),
        Arguments.of("import glob; glob.glob(str(HERE / 'data/*.csv'))", X + "data/c.csv"),
        Arguments.of(
            "import glob; glob.glob(str(HERE / '**/*.csv'), recursive=True)", X + "data/d/c.csv"),
        Arguments.of("list((HERE / 'data').glob('*.csv'))", X + "data/c.csv"),
        Arguments.of("list(HERE.rglob('*.csv'))", X + "data/deep/c.csv"),
        Arguments.of("os.listdir(HERE / 'data')", X + "data/c"),
        Arguments.of("os.chdir(HERE / 'data'); os.listdir()", X + "data/c"),
        Arguments.of("list(os.scandir(HERE / 'data'))", X + "data/c"),
        Arguments.of("list((HERE / 'data').iterdir())", X + "data/c"),
        Arguments.of("list(os.walk(HERE / 'data'))", X + "data/deep/c"),
        Arguments.of("list(os.fwalk(HERE / 'data'))", X + "data/deep/c"),
        Arguments.of(
            "import pkgutil; list(pkgutil.iter_modules([str(HERE / 'data')]))", X + "data/c.py"));
  }

  @ParameterizedTest
  @MethodSource("absences")
  void whatWouldHaveBeenUsedIsMissed(String body, String file) throws Exception {
    completed("", HERE + body + "\n");
    git.write(X + "data/new.log", "ignored\n");
    git.write(X + "data/c.csv~", "left by an editor\n");
    git.write(X + "data/__pycache__/c.cpython-311.pyc", "bytecode\n");
    git.write(X + "another_experiment.py", "x = 1\n");
    git.write(X + "json/nothing.txt", "only a folder\n");
    git.write(X + "README.md", "edited\n");
    git.write("built/statistics.py", "ignored\n");
    fresh("what is no input");
    Path made = git.write(file, "x = 1\n");
    stale(file(file, Fate.NEW));
    Files.delete(made);
    fresh("put back");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(HERE / 'out.csv').write_text(str(time.time()))",
        "open(HERE / 'run.log', 'a').write('more')",
        "open(HERE / 'run.log').read()",
        "(HERE / 'out.csv').write_text('x'); open(HERE / 'out.csv').read()",
        "(HERE / 'part').write_text('x'); os.replace(HERE / 'part', HERE / 'data/out')",
        "open(HERE / 'data/a.csv', 'r+').write('2'); os.listdir(HERE / 'data')",
        "subprocess.run('date > out.txt', shell=True, cwd=HERE); open(HERE / 'out.txt')",
        "subprocess.run(['cp', str(HERE / 'README.md'), str(HERE / 'data/copy.md')]); "
            + "[open(HERE / 'data' / name) for name in os.listdir(HERE / 'data') if name != 'deep']",
        "import tempfile; d = tempfile.mkdtemp(dir=HERE); open(d + '/x', 'w'); os.listdir(d); "
            + "import shutil; shutil.rmtree(d); os.listdir(HERE)",
        "import importlib.metadata; list(importlib.metadata.distributions())",
        "import py_compile; py_compile.compile(str(HERE / 'helper.py'))",
        "import sqlite3; c = sqlite3.connect(HERE / 'made.db'); "
            + "c.execute('create table if not exists t (x)'); c.close()",
      })
  void whatTheRunWritesIsNoInput(String body) throws Exception {
    completed("", HERE + body + "\n");
    git.git("stash", "-u", "-q");
    git.git("stash", "pop", "-q");
    fresh("after git wrote the files again");
    RunRecord first = record;
    run("", HERE + body + "\n");
    record = first;
    fresh("after it was run again");
  }

  @Test
  void inACloneItIsAsFresh() throws Exception {
    completed(
        "", HERE + "import helper, glob; open(HERE / 'run.log'); glob.glob(str(HERE / '*'))\n");
    git.git("add", ".");
    git.git("commit", "-q", "-m", "second");
    Path clone = folder.toRealPath().resolve("clone");
    git.git("clone", "-q", ".", clone.toString());
    git = git.at(clone);
    workspace = new Workspaces(clone);
    fresh("in a clone");
    git.write(X + "helper.py", "x = 2\n");
    stale(file(X + "helper.py", Fate.EDITED));
  }

  @Test
  void whatTheHeaderDeclares() throws Exception {
    git.write("built/model.bin", "1");
    git.write("built/other.bin", "1");
    completed(
        "# inputs = [\"src/**\", \"data/*.csv\", \"built/*\", \"built/model.bin\"]\n"
            + "# ignore = [\"ledger/experiments/data/deep/**\", \"helper.py\"]\n",
        HERE + "import helper; open(HERE / 'data/deep/b.csv')\n");
    assertThat(record.inputs().observed().files())
        .containsOnlyKeys(X + "data/a.csv", "built/model.bin", "src/product/core.py");
    git.write(X + "helper.py", "x = 2\n");
    git.write(X + "data/deep/b.csv", "2\n");
    git.write("built/other.bin", "2");
    git.write("built/new.bin", "2");
    fresh("what is ignored, by the header or by git");
    git.write("src/product/more.c", "1\n");
    stale(file("src/product/more.c", Fate.NEW));
    Files.delete(git.path("src/product/more.c"));
    git.write("built/model.bin", "2");
    stale(file("built/model.bin", Fate.EDITED));
    git.write("built/model.bin", "1");
    String script = Files.readString(git.path(X + "probe.py"));
    git.write(X + "probe.py", script.replace(", \"helper.py\"]", "]"));
    stale(InputChange.Whole.DECLARED_INPUTS);
  }

  @Test
  void aLinkThatLeadsElsewhereIsAnotherFile() throws Exception {
    Path link = Files.createSymbolicLink(git.path(X + "link.csv"), Path.of("data/a.csv"));
    completed("", HERE + "open(HERE / 'link.csv')\n");
    Files.delete(link);
    git.write(X + "data/z.csv", "2\n");
    Files.createSymbolicLink(link, Path.of("data/z.csv"));
    stale(file(X + "link.csv", Fate.EDITED));
  }

  @Test
  void aProgramThatIsNoPythonIsNamed() throws Exception {
    completed("", HERE + "subprocess.run(['sh', '-c', 'cat *.py > /dev/null'], cwd=HERE)\n");
    assertThat(record.traces().commands()).containsExactly("cat");
    completed("", HERE + "subprocess.run(['uname']); subprocess.run([sys.executable, '-c', ''])\n");
    assertThat(record.traces().commands()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(HERE / 'helper.py').write_text('x = 2')",
        "(HERE / 'new').write_text('x = 2'); os.replace(HERE / 'new', HERE / 'helper.py')",
        "b = os.stat(HERE / 'helper.py'); (HERE / 'helper.py').write_text('x = 2\\n'); "
            + "os.utime(HERE / 'helper.py', ns=(b.st_atime_ns, b.st_mtime_ns))",
        "(HERE / 'helper.py').unlink()",
        "p = HERE / 'probe.py'; p.write_text(p.read_text() + '#')",
      })
  void whatSomebodyElseChangesMeanwhileBreaksTheRun(String edit) throws Exception {
    run(
        "",
        HERE
            + "import helper\nCHILD = '''import os, pathlib, sys; HERE = pathlib.Path(sys.argv[1]); "
            + edit.replace("\\", "\\\\")
            + "'''\nsubprocess.run([sys.executable, '-c', CHILD, str(HERE)], env={}, check=True)\n");
    assertThat(record.exit().kind())
        .as(record.exit().detail() + record.log().text())
        .isEqualTo(Exit.Kind.INPUT_CHANGED);
    assertThat(record.exit().detail())
        .isEqualTo(
            X + (edit.contains("probe") ? "probe.py" : "helper.py") + " changed during the run");
    assertThat(Judge.asOfRun(record).status()).isEqualTo(Status.BROKEN);
  }

  @Test
  void editedBeforeItIsLoadedIsWhatWasRun() throws Exception {
    git.write(X + "helper.py", "x = 2\n");
    Files.setLastModifiedTime(git.path(X + "helper.py"), FileTime.fromMillis(0));
    completed("", "import helper\nassert helper.x == 2\n");
    git.write(X + "helper.py", "x = 1\n");
    stale(file(X + "helper.py", Fate.EDITED));
  }

  /** Bytecode of the same size and time as the edited source is not believed. */
  @Test
  void oldBytecodeIsNotRun() throws Exception {
    Path helper = git.path(X + "helper.py");
    FileTime then = FileTime.fromMillis(1_500_000_000_000L);
    Files.setLastModifiedTime(helper, then);
    Process compile =
        new ProcessBuilder(Workspaces.python().toString(), "-m", "compileall", "-q", X)
            .directory(git.root().toFile())
            .start();
    assertThat(compile.waitFor()).isZero();
    Files.writeString(helper, "x = 2\n");
    Files.setLastModifiedTime(helper, then);
    completed("", "import helper\nassert helper.x == 2, helper.x\n");
  }

  @Test
  void theRecordListsWhatTheCommitLacks() throws Exception {
    completed("", "import helper\n");
    assertThat(record.git().dirty()).isTrue();
    assertThat(record.git().differing()).containsExactly(X + "probe.py");
    git.git("add", ".");
    git.git("commit", "-q", "-m", "second");
    git.write("src/product/core.py", "x = 2\n");
    git.write("untracked.txt", "no input\n");
    completed("", "import helper\n");
    assertThat(record.git().dirty()).isFalse();
    git.write(X + "helper.py", "x = 2\n");
    completed("", "import helper\n");
    assertThat(record.git().differing()).containsExactly(X + "helper.py");
  }

  @Test
  void aWorkspaceBelowTheTopOfTheRepository() throws Exception {
    Path inner = git.root().resolve("sub/project");
    workspace = new Workspaces(inner);
    Scratch outer = git;
    git = git.at(inner);
    completed(
        "", HERE + "sys.path.insert(0, str(HERE / '../../../../src')); import product.core\n");
    outer.write("src/product/core.py", "x = 2\n");
    stale(file("../../src/product/core.py", Fate.EDITED));
  }
}
