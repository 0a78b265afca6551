package groovy.lang;

/**
 * Empty on purpose. picocli asks at start-up whether a class of this name exists; without one, Java
 * searches the whole jar to find that out, which takes longer than many commands (ADR 3).
 */
public abstract class Closure {
  private Closure() {}
}
