package ledger.cli;

import static net.bytebuddy.matcher.ElementMatchers.hasSuperType;
import static net.bytebuddy.matcher.ElementMatchers.is;
import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import ledger.text.Problem;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * An error as it was made while the product ran.
 *
 * @param calls who called whom, the innermost first, each as {@code package/File.java:line}
 */
public record Raised(String message, @Nullable String help, List<String> calls) {
  private static final Queue<Raised> ALL = new ConcurrentLinkedQueue<>();

  /** From now on every problem that is made, and every error that ends a command, is noted. */
  static void watch() {
    Instrumentation jvm = ByteBuddyAgent.install();
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
        .with(AgentBuilder.RedefinitionStrategy.Listener.ErrorEscalating.FAIL_FAST)
        .type(
            nameStartsWith("ledger.").and(is(Problem.class).or(hasSuperType(is(Throwable.class)))))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(Made.class).on(isConstructor())))
        .type(is(Main.class))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(Ended.class).on(named("explain"))))
        .type(is(Console.class))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(Said.class).on(named("error"))))
        .installOn(jvm);
  }

  /** What was made since the last time that somebody asked. */
  static List<Raised> drain() {
    List<Raised> all = new ArrayList<>();
    for (Raised raised = ALL.poll(); raised != null; raised = ALL.poll()) {
      all.add(raised);
    }
    return all;
  }

  /** Called by what is woven in. */
  public static void note(Object error) {
    switch (error) {
      case Problem problem ->
          note(problem.message(), problem.help(), new Throwable().getStackTrace());
      case Throwable e -> {
        // FreeMarker puts the template's own stack behind the message.
        String message = String.valueOf(e.getMessage()).split("\n\n----", 2)[0];
        note(message, null, e.getStackTrace());
      }
      default -> throw new IllegalArgumentException(error.toString());
    }
  }

  /** Called by what is woven in. */
  public static void note(String message, @Nullable String help, StackTraceElement[] trace) {
    List<String> calls =
        Stream.of(trace).map(Raised::call).filter(call -> call.startsWith("ledger.")).toList();
    ALL.add(new Raised(message, help, calls));
  }

  private static String call(StackTraceElement at) {
    int dot = at.getClassName().lastIndexOf('.');
    return at.getClassName().substring(0, Math.max(0, dot))
        + "/"
        + at.getFileName()
        + ":"
        + at.getLineNumber();
  }

  /** At the end of an error's constructor. */
  static final class Made {
    private Made() {}

    @Advice.OnMethodExit
    static void made(@Advice.This Object error) {
      Raised.note(error);
    }
  }

  /** Where a command ends with an exception. */
  static final class Ended {
    private Ended() {}

    @Advice.OnMethodEnter
    static void ended(@Advice.Argument(1) Exception error) {
      Raised.note(error);
    }
  }

  /** Where a text is printed as an error. */
  static final class Said {
    private Said() {}

    @Advice.OnMethodEnter
    static void said(@Advice.Argument(0) String message, @Advice.Argument(1) String help) {
      Raised.note(message, help, new Throwable().getStackTrace());
    }
  }
}
