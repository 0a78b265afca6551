package ledger.site.chart;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jetbrains.letsPlot.core.plot.base.theme.Theme;
import org.jetbrains.letsPlot.core.plot.builder.presentation.DefaultFontFamilyRegistry;
import org.jetbrains.letsPlot.core.spec.config.ThemeConfig;
import org.jspecify.annotations.Nullable;

/** How plots look. {@link SvgCleaner} turns its colours into classes. */
final class PlotTheme {
  static final String AXIS = "#010203";
  static final String GRID = "#010205";

  private static final String TEXT = "#010204";
  private static final Object LOCK = new Object();
  private static final Theme THEME =
      kept(Theme.class, new ThemeConfig(settings(), new DefaultFontFamilyRegistry(1)).getTheme());

  private PlotTheme() {}

  static Theme theme() {
    return THEME;
  }

  /** In lets-plot's terms. */
  static Map<String, Object> settings() {
    Map<String, Object> theme = new LinkedHashMap<>();
    theme.put("name", "none");
    theme.put("legend_position", "none");
    theme.put("line", element(AXIS, 1.0));
    theme.put("text", element(TEXT, 12.0));
    theme.put("axis_title", element(TEXT, 13.0));
    theme.put("axis_text", element(TEXT, 13.0));
    Map<String, Object> level = element(TEXT, 13.0);
    level.put("angle", 0);
    theme.put("axis_text_x", level);
    theme.put("panel_grid_major", element(GRID, 1.0));
    theme.put("panel_grid_minor", blank());
    theme.put("panel_grid", element(GRID, 1.0));
    theme.put("plot_background", blank());
    theme.put("panel_background", blank());
    theme.put("axis_ticks", blank());
    theme.put("axis_line_y", blank());
    return theme;
  }

  private static Map<String, Object> element(String colour, double size) {
    Map<String, Object> element = new LinkedHashMap<>();
    element.put("color", colour);
    element.put("size", size);
    element.put("blank", false);
    return element;
  }

  private static Map<String, Object> blank() {
    return new LinkedHashMap<>(Map.of("blank", true));
  }

  private record Question(Method method, List<Object> arguments) {}

  /**
   * The same part of a theme with every answer kept. lets-plot asks it hundreds of times for a
   * plot, and it merges tables each time, in a way that several threads may not share.
   */
  private static <T> T kept(Class<T> type, Object part) {
    Map<Object, Object> answers = new ConcurrentHashMap<>();
    Object kept =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Object question =
                  arguments == null ? method : new Question(method, Arrays.asList(arguments));
              Object known = answers.get(question);
              if (known == null) {
                known = answer(part, method, arguments);
                answers.put(question, known);
              }
              return known;
            });
    return type.cast(kept);
  }

  private static Object answer(Object part, Method method, Object @Nullable [] arguments)
      throws Throwable {
    synchronized (LOCK) {
      try {
        Object answer = method.invoke(part, arguments);
        Class<?> type = method.getReturnType();
        boolean isPart = type.isInterface() && type.getPackage().equals(Theme.class.getPackage());
        return isPart ? kept(type, answer) : answer;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
