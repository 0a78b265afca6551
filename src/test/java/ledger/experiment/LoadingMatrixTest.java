package ledger.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.evidence.judge.Judge;
import ledger.evidence.record.Exit;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.InputChange;
import ledger.evidence.verdict.RunVerdict;
import ledger.evidence.verdict.Status;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every way to load a file, for files in every kind of place: after an edit the run is stale
 * because of that file and no other, and as long as nothing was edited it is not. One run for each
 * place loads a file of its own in each way.
 */
class LoadingMatrixTest {
  /**
   * Python statements by the way's name; {@code P} is the file's path, {@code M} its module name.
   */
  private static final Map<String, String> WAYS = new LinkedHashMap<>();

  private static void way(String name, String statements) {
    WAYS.put(name, statements);
  }

  static {
    way("imported", "__import__(M)");
    way("statement", "exec('import %s' % M)");
    way("from_import", "exec('try: from %s import x\\nexcept ImportError: raise' % M)");
    way("import_module", "importlib.import_module(M)");
    way("in_package", "importlib.import_module('pack_in_package.' + M)");
    way("in_namespace", "importlib.import_module('spread_in_namespace.' + M)");
    way("spec", "s = spec_from_file_location('s', P); s.loader.exec_module(module_from_spec(s))");
    way("loader", "SourceFileLoader('l', P).load_module()");
    way("run_path", "runpy.run_path(P)");
    way("run_module", "runpy.run_module(M)");
    way("exec_text", "exec(open(P).read())");
    way("exec_compiled", "exec(compile(pathlib.Path(P).read_bytes(), P, 'exec'))");
    way("in_thread", "t = threading.Thread(target=runpy.run_path, args=(P,)); t.start(); t.join()");
    way("open_text", "open(P).close()");
    way("open_bytes_path", "open(os.fsencode(P), 'rb').close()");
    way("open_relative", "os.chdir(os.path.dirname(P)); open(os.path.basename(P)).close()");
    way(
        "open_dotted",
        "open(os.path.join(os.path.dirname(P), '.', 'x', '..', os.path.basename(P)))");
    way("read_text", "pathlib.Path(P).read_text()");
    way("os_open", "os.close(os.open(P, os.O_RDONLY))");
    way(
        "folder_descriptor",
        "d = os.open(FOLDER, os.O_RDONLY); "
            + "os.close(os.open(M + '.py', os.O_RDONLY, dir_fd=d)); os.close(d)");
    way("file_io", "io.FileIO(P).close()");
    way("codecs_open", "codecs.open(P).close()");
    way("read_write", "open(P, 'r+b').close()");
    way("mapped", "f = open(P, 'rb'); mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)");
    way("json", "tolerant(lambda: json.load(open(P)))");
    way("csv", "list(csv.reader(open(P)))");
    way("pickle", "tolerant(lambda: pickle.load(open(P, 'rb')))");
    way("config", "tolerant(lambda: configparser.ConfigParser().read(P))");
    way("gzip", "tolerant(lambda: gzip.open(P).read())");
    way("zip", "tolerant(lambda: zipfile.ZipFile(P))");
    way("tar", "tolerant(lambda: tarfile.open(P))");
    way("sqlite", "tolerant(lambda: sqlite3.connect(P).execute('select 1 from x'))");
    way("library", "tolerant(lambda: ctypes.CDLL(P))");
    way("linecache", "linecache.getlines(P)");
    way("fileinput", "list(fileinput.input([P]))");
    way("url", "urllib.request.urlopen('file://' + P).read()");
    way("copied", "shutil.copy(P, os.environ['TMPDIR'])");
    way("given_as_input", "subprocess.run(['cat'], stdin=open(P), stdout=subprocess.DEVNULL)");
    way("child", "subprocess.run([sys.executable, P], check=True)");
    way("child_isolated", "subprocess.run([sys.executable, '-I', P], check=True)");
    way("child_module", "child('-m', M)");
    way("child_import", "child('-c', 'import ' + M)");
    way(
        "child_of_child",
        "child('-c', 'import subprocess, sys; subprocess.run(' + "
            + "'[sys.executable, %r], check=True)' % P)");
    way("child_cleared", "subprocess.run([sys.executable, P], env={}, check=True)");
    way("forked", "forked(lambda: open(P).close())");
    way("replaced", "forked(lambda: os.execv(sys.executable, [sys.executable, P]))");
    way("spawned", "assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, P]) == 0");
    way(
        "pool",
        "p = multiprocessing.get_context('fork').Pool(1); p.map(len, [P]); "
            + "p.apply(runpy.run_path, (P,)); p.terminate()");
    way(
        "pool_spawned",
        "child('-c', 'import multiprocessing, runpy; "
            + "p = multiprocessing.get_context(\"spawn\").Pool(1); "
            + "p.apply(runpy.run_path, (%r,)); p.terminate()' % P)");
    way("shell", "subprocess.run('cat \"%s\" | wc -l' % P, shell=True, stdout=subprocess.DEVNULL)");
    way("system", "os.system('cat ' + P + ' > /dev/null')");
    way("program", "subprocess.run(['cat', P], stdout=subprocess.DEVNULL)");
    way("program_option", "subprocess.run(['dd', 'if=' + P, 'of=/dev/null', 'status=none'])");
    way("resource", "pkgutil.get_data('pack_resource', M + '.py')");
    way("resources", "importlib.resources.files('pack_resources').joinpath(M + '.py').read_text()");
  }

  private static final String FRAME =
      """
      import codecs, configparser, csv, ctypes, fileinput, gzip, importlib, importlib.resources, io, json, linecache
      import mmap, multiprocessing, pathlib, pickle, pkgutil, runpy, shutil, sqlite3, tarfile, threading, urllib.request
      import zipfile
      from importlib.util import spec_from_file_location, module_from_spec
      from importlib.machinery import SourceFileLoader
      def tolerant(f):
          try: f()
          except Exception: pass
      def forked(f):
          if os.fork() == 0:
              f()
              os._exit(0)
          assert os.wait()[1] == 0
      def child(*args):
          subprocess.run([sys.executable, *args], cwd=FOLDER, check=True)
      FOLDER = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), %s))
      START = os.getcwd()
      sys.path.insert(0, FOLDER)
      """;

  /** Where the files are, and which path the script has for them. */
  enum Place {
    BESIDE("ledger/experiments", "'.'"),
    SOURCE_OF_THE_PROJECT("src/deep", "'../../src/deep'"),
    FOLDER_NAMED_TEST("ledger/experiments/data/test", "'data/test'"),
    HIDDEN_FOLDER("ledger/experiments/.hidden", "'.hidden'"),
    REQUIREMENTS_FOLDER("ledger/experiments/requirements/x", "'requirements/x'"),
    NAMED_AFTER_ANOTHER_TASK("ledger/experiments/MLX-099", "'MLX-099'"),
    LINKED_FOLDER("elsewhere/real", "'linked'"),
    LINKED_FILES("elsewhere/files", "'links'");

    private final String folder;
    private final String path;

    Place(String folder, String path) {
      this.folder = folder;
      this.path = path;
    }
  }

  @TempDir Path root;

  @ParameterizedTest
  @EnumSource
  void nothingIsMissedAndNothingIsStaleForNothing(Place place) throws IOException {
    Workspaces workspace = new Workspaces(root.toRealPath());
    Map<String, Path> files = new LinkedHashMap<>();
    StringBuilder body = new StringBuilder(FRAME.formatted(place.path));
    for (Map.Entry<String, String> way : WAYS.entrySet()) {
      String folder = "";
      for (String kind : List.of("pack_", "spread_")) {
        if (way.getValue().contains(kind + way.getKey())) {
          folder = kind + way.getKey() + "/";
        }
      }
      if (folder.startsWith("pack_")) {
        workspace.write(place.folder + "/" + folder + "__init__.py", "");
      }
      String name = folder + "m_" + way.getKey() + ".py";
      files.put(way.getKey(), workspace.write(place.folder + "/" + name, "x = 1\n"));
      body.append("M = 'm_").append(way.getKey()).append("'\n");
      body.append("P = os.path.join(FOLDER, ").append("'" + name + "')\n");
      body.append(way.getValue()).append("\nos.chdir(START)\n");
    }
    workspace.write(place.folder + "/x/keep", "");
    link(place);
    RunRecord record =
        workspace.run(
            "120s",
            body
                + "for value in range(30, 36): event('sample', metric='ratio', value=value)\n"
                + Workspaces.END);
    assertThat(record.exit().kind())
        .as(record.exit().detail() + "\n" + record.log().text())
        .isEqualTo(Exit.Kind.COMPLETED);
    List<String> wrong = new ArrayList<>();
    expect(wrong, workspace, record, "nothing", List.of());
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Path path = file.getValue();
      byte[] before = Files.readAllBytes(path);
      Files.write(path, "x = 2\n".getBytes(StandardCharsets.UTF_8));
      expect(wrong, workspace, record, file.getKey(), List.of(path));
      Files.delete(path);
      expect(wrong, workspace, record, file.getKey() + ", gone", List.of(path));
      Files.write(path, "x = 1\r\n".getBytes(StandardCharsets.UTF_8));
      expect(wrong, workspace, record, file.getKey() + ", other line ends", List.of());
      Files.write(path, before);
    }
    expect(wrong, workspace, record, "everything put back", List.of());
    assertThat(wrong).as(place + ", " + files.size() + " ways").isEmpty();
    assertThat(files).hasSizeGreaterThanOrEqualTo(25);
  }

  private void link(Place place) throws IOException {
    Path experiments = root.toRealPath().resolve("ledger/experiments");
    Path real = root.toRealPath().resolve(place.folder);
    if (place == Place.LINKED_FOLDER) {
      Files.createSymbolicLink(experiments.resolve("linked"), real);
    } else if (place == Place.LINKED_FILES) {
      try (var all = Files.walk(real)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          Path link = experiments.resolve("links").resolve(real.relativize(file));
          Files.createDirectories(link.getParent());
          Files.createSymbolicLink(link, file);
        }
      }
    }
  }

  private static void expect(
      List<String> wrong, Workspaces workspace, RunRecord run, String what, List<Path> stale) {
    RunVerdict verdict =
        Judge.judge(run, workspace.verifier().verdicts().inputsNow(run, Workspaces.TASK));
    List<String> named = new ArrayList<>();
    for (InputChange change : verdict.changed()) {
      named.add(
          change instanceof InputChange.LocalFile file
              ? Path.of(file.path()).getFileName().toString()
              : change.toString());
    }
    List<String> wanted = stale.stream().map(path -> path.getFileName().toString()).toList();
    Status status = stale.isEmpty() ? Status.VERIFIED : Status.STALE;
    if (!named.equals(wanted) || verdict.status() != status) {
      wrong.add(what + ": " + verdict.status() + " " + named);
    }
  }
}
