package ledger;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import ledger.io.DurableFile;
import ledger.io.FileTree;
import org.eclipse.jgit.internal.util.CleanupService;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the rooms apart: who may import whom, and what never leaves a room. */
class ArchitectureTest {
  private static final String FLEXMARK = "com.vladsch.flexmark..";
  private static final String JACKSON = "tools.jackson..";
  private static final String JACKSON_ANNOTATIONS = "com.fasterxml.jackson.annotation..";
  private static final String JGIT = "org.eclipse.jgit..";
  private static final String FREEMARKER = "freemarker..";
  private static final String PICOCLI = "picocli..";
  private static final String TOMLJ = "org.tomlj..";
  private static final String SNAKEYAML = "org.snakeyaml..";
  private static final String STATISTICS = "org.apache.commons.statistics..";
  private static final String NUMBERS = "org.apache.commons.numbers..";
  private static final String SANITIZER = "org.owasp..";
  private static final String COMMONS_TEXT = "org.apache.commons.text..";
  private static final String JLINE = "org.jline..";
  private static final String PROGRESS_BAR = "me.tongfei.progressbar..";
  private static final String DIFF_UTILS = "com.github.difflib..";

  private static final String HTTP_SERVER = "com.sun.net.httpserver..";

  private static final String MANAGEMENT = "com.sun.management..";

  /** What every room may use. */
  private static final List<String> COMMON =
      List.of("java..", "javax.xml..", "javax.crypto..", "org.jspecify..");

  /** The table of rooms: each with the rooms and libraries that it may import. */
  private static final Map<String, List<String>> ROOMS =
      new TreeMap<>(
          Map.of(
              "text", List.of(JLINE, COMMONS_TEXT, TOMLJ, JACKSON),
              "document", List.of("ledger.text..", FLEXMARK, SNAKEYAML),
              "evidence",
                  List.of(
                      "ledger.text..",
                      "ledger.io..",
                      "ledger.document..",
                      JACKSON,
                      JACKSON_ANNOTATIONS,
                      STATISTICS,
                      NUMBERS),
              "check", List.of("ledger.text..", "ledger.document..", "ledger.evidence.."),
              "experiment",
                  List.of(
                      "ledger.text..",
                      "ledger.io..",
                      "ledger.document..",
                      "ledger.evidence..",
                      "ledger.workspace..",
                      MANAGEMENT,
                      JACKSON,
                      JACKSON_ANNOTATIONS),
              "site",
                  List.of(
                      "ledger.text..",
                      "ledger.io..",
                      "ledger.document..",
                      "ledger.check..",
                      "ledger.evidence..",
                      FLEXMARK,
                      FREEMARKER,
                      SANITIZER,
                      JACKSON,
                      JACKSON_ANNOTATIONS,
                      MANAGEMENT),
              "git", List.of("ledger.text..", "ledger.io..", "ledger.document..", JGIT, SNAKEYAML),
              // JGit's merge by lines
              "merge", List.of("ledger.text..", "ledger.document..", JGIT),
              "workspace", List.of("ledger.text..", "ledger.io..", "ledger.document..", JACKSON),
              "cli",
                  List.of(
                      "ledger..",
                      PICOCLI,
                      JLINE,
                      PROGRESS_BAR,
                      DIFF_UTILS,
                      JACKSON,
                      JACKSON_ANNOTATIONS)));

  static {
    ROOMS.put("io", List.of("ledger.text.."));
    ROOMS.put("exchange", List.of("ledger.text..", "ledger.document..", JACKSON, SNAKEYAML));
    ROOMS.put(
        "app",
        List.of(
            "ledger.text..",
            "ledger.io..",
            "ledger.document..",
            "ledger.evidence..",
            "ledger.experiment..",
            "ledger.check..",
            "ledger.merge..",
            "ledger.git..",
            "ledger.workspace..",
            "ledger.site..",
            "ledger.exchange..",
            DIFF_UTILS));
    ROOMS.put("serve", List.of("ledger..", FREEMARKER, HTTP_SERVER));
    ROOMS.put("mcp", List.of("ledger..", JACKSON));
  }

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("ledger");

  @TestFactory
  Stream<DynamicTest> roomsImportOnlyWhatTheTableAllows() {
    return ROOMS.entrySet().stream()
        .map(
            room ->
                DynamicTest.dynamicTest(
                    room.getKey(), () -> onlyImports(room.getKey(), room.getValue())));
  }

  private static void onlyImports(String room, List<String> allowed) {
    List<String> packages = new ArrayList<>(COMMON);
    packages.addAll(allowed);
    packages.add("ledger." + room + "..");
    classes()
        .that()
        .resideInAPackage("ledger." + room + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(packages.toArray(String[]::new)).or(primitivesAndArraysOfThem()))
        .as("the room " + room + " imports only what the table of rooms allows")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /** The ledger as data knows nobody; reading, pages and edits each know those before them. */
  @Test
  void documentPointsOneWay() {
    eachKnowsOnlyThoseBefore(
        "ledger.document.words",
        "ledger.document",
        "ledger.document.parse",
        "ledger.document.page",
        "ledger.document.edit");
  }

  /** From what a script declares to its run. */
  @Test
  void experimentPointsOneWay() {
    eachKnowsOnlyThoseBefore(
        "ledger.experiment.header",
        "ledger.experiment.process",
        "ledger.experiment.environment",
        "ledger.experiment.inputs",
        "ledger.experiment.events",
        "ledger.experiment.run");
  }

  private static void eachKnowsOnlyThoseBefore(String... packages) {
    List<String> order = List.of(packages);
    for (int i = 0; i < order.size() - 1; i++) {
      noClasses()
          .that()
          .resideInAPackage(order.get(i))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(order.subList(i + 1, order.size()).toArray(String[]::new))
          .check(CLASSES);
    }
  }

  /** What surfaces call knows none of them. */
  @Test
  void useCasesDoNotKnowTheCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("ledger.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ledger.cli..")
        .check(CLASSES);
  }

  /** A new room has to be entered into the table. */
  @Test
  void everyClassIsInARoomOfTheTable() throws Exception {
    Set<String> rooms = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      assertThat(type.getPackageName()).startsWith("ledger.");
      rooms.add(type.getPackageName().split("\\.")[1]);
    }
    assertThat(ROOMS.keySet()).containsAll(rooms);
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/ledger"))) {
      assertThat(ROOMS.keySet())
          .containsAll(
              sources.filter(Files::isDirectory).map(p -> p.getFileName().toString()).toList());
    }
  }

  /** Who opens files that are not the workspace's, or that a work tree has allowed. */
  private static final Set<String> OPEN_OTHER_FILES =
      Set.of(
          // the state folder's, which StateFolder makes sure is this machine's own
          "workspace.Journal",
          "workspace.PendingChange",
          "workspace.PendingFile",
          "experiment.run.VerifyLock",
          "experiment.run.Intent",
          // a temporary folder's
          "experiment.environment.ScriptLock",
          "experiment.process.CrashReason",
          "experiment.process.LogExcerpt",
          "experiment.process.Supervised",
          "experiment.events.EventTail",
          "experiment.inputs.Notes",
          "experiment.inputs.RunObservation",
          "git.hook.HookProbe",
          "git.framework.Husky",
          "cli.Training",
          // only names, outside of the project: where a run's Python looked for modules
          "experiment.inputs.ModuleFolders",
          // this host's
          "app.host.StartArchive",
          // the user's own, of a shell
          "app.completion.UserShell",
          // what the user names to be taken in, once
          "app.exchange.ForeignFiles",
          "experiment.environment.EnvironmentSeal",
          "experiment.environment.InstalledFiles",
          "experiment.environment.InstalledPackages",
          "experiment.environment.PythonFinder",
          "experiment.environment.Glob",
          "experiment.environment.PackageIndex",
          "experiment.environment.Preload",
          // git's own
          "git.GitEnvironment",
          "git.GitOrigins",
          "git.RepositoryFinder",
          "git.IndexEdit",
          "git.history.Revisions",
          "app.git.merge.DrivenMerge",
          // those that a work tree has allowed before
          "git.hook.HookFile",
          "git.hook.MergeDriver",
          "experiment.run.LineProblems",
          "git.framework.FrameworkSite",
          "site.write.SiteDraft",
          // a site's, each held against its real path
          "serve.Preview",
          // the process's own streams
          "cli.Console",
          "cli.Progress");

  /** A link that came with a clone leads nowhere else: ADR 15. */
  @Test
  void filesOfTheWorkspaceAreOpenedByItsWorkTree() {
    Set<String> others = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      boolean opens = type.getAccessesFromSelf().stream().anyMatch(ArchitectureTest::opensAFile);
      if (opens && !type.getPackageName().equals("ledger.io")) {
        String name = type.getName().substring("ledger.".length());
        others.add(name.replaceFirst("\\$.*", ""));
      }
    }
    assertThat(others).containsExactlyInAnyOrderElementsOf(OPEN_OTHER_FILES);
  }

  private static boolean opensAFile(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String name = access.getTarget().getName();
    if (owner.isEquivalentTo(Files.class)) {
      return name.matches(
              "read(AllBytes|AllLines|String)|write(String)?|lines|list|walk.*|find|copy")
          || name.matches("new(InputStream|OutputStream|Buffered.*|ByteChannel|DirectoryStream)");
    }
    return (owner.isEquivalentTo(DurableFile.class) && name.equals("content"))
        || (owner.isEquivalentTo(FileTree.class) && name.equals("list"))
        || (owner.isEquivalentTo(FileChannel.class) && name.equals("open"))
        || (OPENING.contains(owner.getName()) && name.equals("<init>"));
  }

  private static final Set<String> OPENING =
      Set.of(
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.RandomAccessFile");

  /** One class has a reason, which is measured: ADR 11. */
  @Test
  void nobodyUsesTheInsidesOfALibrary() {
    noClasses()
        .should()
        .dependOnClassesThat(insideALibrary().and(not(equivalentTo(CleanupService.class))))
        .check(CLASSES);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("ledger.git.JGit")
        .should()
        .dependOnClassesThat(insideALibrary())
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> insideALibrary() {
    return resideInAPackage("..internal..").and(not(resideInAPackage("ledger..")));
  }

  @Test
  void onlyTheCommandLineTouchesTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage("ledger.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .accessField(System.class, "in")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .orShould()
        .callMethod(System.class, "console")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineReadsTheCalendar() {
    noClasses()
        .that()
        .resideOutsideOfPackage("ledger.cli..")
        .should(callMethodWhere(readsTheCalendarWithoutAClock()))
        .check(CLASSES);
  }

  @Test
  void noOldDates() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            java.util.Date.class, java.util.Calendar.class, java.text.SimpleDateFormat.class)
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> primitivesAndArraysOfThem() {
    return DescribedPredicate.describe(
        "primitives",
        type -> type.getBaseComponentType().isPrimitive() || type.getPackageName().isEmpty());
  }

  private static DescribedPredicate<JavaMethodCall> readsTheCalendarWithoutAClock() {
    return DescribedPredicate.describe(
        "read the calendar without a clock",
        call ->
            call.getName().equals("now")
                && call.getTargetOwner().getPackageName().equals("java.time")
                && call.getTarget().getRawParameterTypes().stream()
                    .noneMatch(type -> type.getSimpleName().equals("Clock")));
  }
}
