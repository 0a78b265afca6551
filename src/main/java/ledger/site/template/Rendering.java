package ledger.site.template;

import com.sun.management.ThreadMXBean;
import freemarker.core.Environment;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One page's rendering, on a thread of its own. A template is a program that came with the
 * workspace: it can loop for ever, call itself, double a text until memory ends, or match a pattern
 * that takes years. Nothing inside the engine can stop all of these, so who waits for the thread
 * does: it is left behind, and ends with the process.
 */
final class Rendering {
  /** Processor time, which does not depend on what else the host does; most pages take 10 ms. */
  private static final Duration TIME = Duration.ofSeconds(5);

  /** Bytes that are taken from the heap in all, most of them given back. */
  private static final long MEMORY = 1L << 30;

  private static final long STACK = 1 << 20;

  /** For a second attempt, which lasts long enough to see which template calls itself. */
  private static final long DEEP_STACK = 16 << 20;

  private static final Duration USUAL = Duration.ofMillis(100);
  private static final Duration OFTEN = Duration.ofMillis(2);
  private static final int USUAL_SIZE = 1 << 16;

  private final TemplateSource source;
  private final @Nullable Object model;
  private final Duration time;
  private volatile @Nullable Environment environment;
  private volatile byte @Nullable [] page;
  private volatile @Nullable Throwable failure;
  private @Nullable TemplateException place;

  /** Finds a template and parses it. */
  interface TemplateSource {
    Template template() throws IOException;
  }

  private Rendering(TemplateSource source, @Nullable Object model, Duration time) {
    this.source = source;
    this.model = model;
    this.time = time;
  }

  /**
   * The page in UTF-8.
   *
   * @throws LimitReached for a template that takes too much of something
   */
  static byte[] of(TemplateSource source, @Nullable Object model)
      throws IOException, TemplateException, LimitReached {
    return of(source, model, TIME);
  }

  /** The same with another limit on the processor's time. */
  static byte[] of(TemplateSource source, @Nullable Object model, Duration time)
      throws IOException, TemplateException, LimitReached {
    Rendering first = new Rendering(source, model, time);
    first.run(STACK, USUAL);
    if (!(first.failure instanceof StackOverflowError)) {
      return first.result();
    }
    Rendering second = new Rendering(source, model, time);
    second.run(DEEP_STACK, OFTEN);
    return second.result();
  }

  private void run(long stack, Duration pause) throws IOException, LimitReached {
    Thread thread = new Thread(null, this::render, "renders a template", stack);
    thread.setDaemon(true);
    thread.start();
    try {
      while (!thread.join(pause)) {
        look();
        limit(thread);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a page was rendered");
    }
  }

  private void render() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
    try (Writer out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
      Environment made = source.template().createProcessingEnvironment(model, out);
      environment = made;
      made.process();
      out.flush();
      page = bytes.toByteArray();
    } catch (Throwable e) {
      failure = e;
    }
  }

  private byte[] result() throws IOException, TemplateException, LimitReached {
    Throwable wrong = failure;
    byte[] made = page;
    if (made != null) {
      return made;
    }
    switch (wrong) {
      case IOException e -> throw e;
      case TemplateException e -> throw e;
      case StackOverflowError e -> throw reached("this goes too deep; does a macro call itself?");
      case OutOfMemoryError e -> throw reached("this needs more memory than there is");
      case RuntimeException e -> throw e;
      case null, default -> throw new IllegalStateException(wrong);
    }
  }

  /** What the template does now: the engine's own record of it may be half changed. */
  private void look() {
    Environment now = environment;
    try {
      place = now == null ? null : new TemplateException("", now);
    } catch (RuntimeException e) {
      return; // the last place still tells where it was
    }
  }

  private LimitReached reached(String message) {
    return new LimitReached(environment, place, message);
  }

  private void limit(Thread thread) throws LimitReached {
    if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads) {
      if (threads.getThreadAllocatedBytes(thread.threadId()) > MEMORY) {
        throw reached("this needs more than 1 GiB of memory");
      }
      if (threads.getThreadCpuTime(thread.threadId()) > time.toNanos()) {
        throw reached(
            "this took " + time.toSeconds() + " s and is not done; does a loop never end?");
      }
    }
  }
}
