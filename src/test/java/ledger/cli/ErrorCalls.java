package ledger.cli;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import ledger.text.Problem;

/**
 * Every call in the product that makes an error for the user, found in the classes. Who takes a
 * parameter {@code message} hands on what its caller wrote; the call that hands a message to it and
 * takes none itself is where the error is made.
 */
final class ErrorCalls {
  private final Set<JavaCodeUnit> makers = new HashSet<>();

  private ErrorCalls() {}

  /** The calls by {@code package/File.java:line}, each with the method that makes it. */
  static TreeMap<String, String> find() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("ledger");
    ErrorCalls calls = new ErrorCalls();
    calls.findMakers(classes);
    TreeMap<String, String> found = new TreeMap<>(Comparator.naturalOrder());
    for (JavaClass type : classes) {
      for (JavaAccess<?> access : type.getAccessesFromSelf()) {
        if (access instanceof JavaCodeUnitAccess<?> call && calls.makesError(call)) {
          String where = type.getPackageName() + "/" + file(type) + ":" + call.getLineNumber();
          found.put(where, name(call.getOrigin()));
        }
      }
    }
    return found;
  }

  private void findMakers(JavaClasses classes) {
    boolean more = true;
    while (more) {
      more = false;
      for (JavaClass type : classes) {
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          if (!makers.contains(unit) && takesMessage(unit) && (isRoot(unit) || callsMaker(unit))) {
            more |= makers.add(unit);
          }
        }
      }
    }
  }

  private static boolean isRoot(JavaCodeUnit unit) {
    boolean error =
        unit.getOwner().isAssignableTo(Throwable.class)
            || unit.getOwner().isEquivalentTo(Problem.class);
    return (unit instanceof JavaConstructor && error)
        || unit.getFullName().startsWith(Console.class.getName() + ".error(");
  }

  private boolean callsMaker(JavaCodeUnit unit) {
    return unit.getAccessesFromSelf().stream()
        .anyMatch(access -> access instanceof JavaCodeUnitAccess<?> call && isMaker(call));
  }

  private boolean isMaker(JavaCodeUnitAccess<?> call) {
    return call.getTarget().resolveMember().filter(this::isMaker).isPresent();
  }

  private boolean isMaker(JavaMember member) {
    return member instanceof JavaCodeUnit unit && makers.contains(unit);
  }

  private boolean makesError(JavaCodeUnitAccess<?> call) {
    JavaCodeUnit origin = call.getOrigin();
    if (takesMessage(origin) || origin.getOwner().isEquivalentTo(Problem.class)) {
      return false;
    }
    return isMaker(call) || wordsItself(call) || namesFile(call);
  }

  /** An exception of the file system with a text of ours. */
  private static boolean namesFile(JavaCodeUnitAccess<?> call) {
    JavaClass type = call.getTargetOwner();
    return call.getTarget().getName().equals("<init>")
        && (type.isEquivalentTo(IOException.class)
            || type.isEquivalentTo(UncheckedIOException.class))
        && takesText(call);
  }

  /** An error that words its own message; one that carries problems shows theirs. */
  private static boolean wordsItself(JavaCodeUnitAccess<?> call) {
    return call.getTarget().resolveMember().orElse(null) instanceof JavaConstructor made
        && made.getOwner().isAssignableTo(Throwable.class)
        && made.getOwner().getPackageName().startsWith("ledger.")
        && !takesMessage(made)
        && made.getRawParameterTypes().stream()
            .noneMatch(
                type -> type.isEquivalentTo(Problem.class) || type.isEquivalentTo(List.class));
  }

  private static boolean takesText(JavaCodeUnitAccess<?> call) {
    return call.getTarget().getRawParameterTypes().stream()
        .anyMatch(type -> type.isEquivalentTo(String.class));
  }

  private static boolean takesMessage(JavaCodeUnit unit) {
    return !unit.getName().equals("<clinit>")
        && unit.reflect() instanceof Executable code
        && Arrays.stream(code.getParameters()).anyMatch(p -> p.getName().equals("message"));
  }

  private static String name(JavaCodeUnit unit) {
    String type = unit.getOwner().getName().replaceFirst(".*\\.", "").replace('$', '.');
    return unit instanceof JavaConstructor ? type : type + "." + unit.getName();
  }

  private static String file(JavaClass type) {
    return type.getSource().flatMap(source -> source.getFileName()).orElseThrow();
  }
}
