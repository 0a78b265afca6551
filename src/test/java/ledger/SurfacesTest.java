package ledger;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import ledger.app.App;
import ledger.app.session.Session;
import ledger.check.Rule;
import ledger.document.edit.BrokenPromise;
import ledger.document.parse.LedgerParser;
import ledger.git.hook.HookCall;
import ledger.io.FileTree;
import org.junit.jupiter.api.Test;

/**
 * A surface knows {@code app} and what its calls take, return and throw, and nothing deeper: it has
 * no rule of its own.
 */
class SurfacesTest {
  private static final Set<String> SURFACES = Set.of("cli", "serve", "board", "mcp", "lsp");

  /**
   * What the command line needs besides app: to start quickly (ADR 3), to report a bug, to train.
   */
  private static final List<Class<?>> START =
      List.of(LedgerParser.class, HookCall.class, BrokenPromise.class, FileTree.class);

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("ledger");

  /** Types that {@link App}'s calls show, by their names. */
  private final Set<String> shown = new TreeSet<>();

  @Test
  void surfacesImportTheUseCasesAndWhatTheyShow() {
    show(Session.class);
    show(Rule.class); // of CheckLedger.rules
    START.forEach(this::showClass);
    for (Method call : App.class.getDeclaredMethods()) {
      if (Modifier.isPublic(call.getModifiers())) {
        for (Type type : call.getGenericParameterTypes()) {
          show(type);
        }
        show(call.getGenericReturnType());
        for (Type type : call.getGenericExceptionTypes()) {
          show(type);
        }
      }
    }
    assertThat(shown).hasSizeGreaterThan(40);
    classes()
        .that(describe("are part of a surface", type -> isSurface(type)))
        .should()
        .onlyDependOnClassesThat(describe("are app's, or shown by its calls", this::mayBeImported))
        .check(CLASSES);
  }

  private static boolean isSurface(JavaClass type) {
    return SURFACES.contains(room(type));
  }

  private static String room(JavaClass type) {
    String[] names = type.getPackageName().split("\\.");
    return names.length > 1 && names[0].equals("ledger") ? names[1] : "";
  }

  private boolean mayBeImported(JavaClass type) {
    JavaClass element = type.getBaseComponentType();
    String room = room(element);
    return room.isEmpty() // no class of ours
        || isSurface(element)
        || room.equals("app")
        || room.equals("text")
        || element.getPackageName().equals("ledger.evidence.words") // for every surface: ADR 12
        || shown.contains(element.getName());
  }

  /** A type with all that it is made of. */
  private void show(Type type) {
    switch (type) {
      case Class<?> plain -> showClass(plain);
      case ParameterizedType generic -> {
        show(generic.getRawType());
        for (Type argument : generic.getActualTypeArguments()) {
          show(argument);
        }
      }
      case WildcardType wildcard -> {
        for (Type bound : wildcard.getUpperBounds()) {
          show(bound);
        }
      }
      case GenericArrayType array -> show(array.getGenericComponentType());
      default -> {} // a type variable
    }
  }

  private void showClass(Class<?> type) {
    if (type.isArray()) {
      showClass(type.getComponentType());
      return;
    }
    if (!type.getName().startsWith("ledger.") || !shown.add(type.getName())) {
      return;
    }
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        showClass(permitted);
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())) {
        show(method.getGenericReturnType());
      }
      if (type.isInterface()) { // a surface may implement it
        for (Type parameter : method.getGenericParameterTypes()) {
          show(parameter);
        }
      }
    }
  }
}
