package ledger.site.template;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleNumber;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateSequenceModel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import ledger.site.page.Html;
import ledger.text.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * What templates may see: the page models' records by their components, lists, texts, numbers, yes
 * and no. No method can be called and no class reached, so a template has no way out of its model.
 */
final class Model implements ObjectWrapper {
  static final Model WRAPPER = new Model();

  /**
   * A record's components by name, in their order. Java creates them again each time it is asked.
   */
  private static final ConcurrentMap<Class<?>, Map<String, MethodHandle>> ACCESSORS =
      new ConcurrentHashMap<>();

  private Model() {}

  @Override
  public @Nullable TemplateModel wrap(@Nullable Object value) throws TemplateModelException {
    return switch (value) {
      case null -> null;
      case TemplateModel model -> model;
      case Html html -> HTMLOutputFormat.INSTANCE.fromMarkup(html.markup());
      case String text -> new SimpleScalar(Html.visible(text));
      case Number number -> new SimpleNumber(number);
      case Boolean yes -> yes ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
      case List<?> list -> new Listed(list);
      case Record fields -> new Fields(fields, accessors(fields.getClass()));
      default ->
          throw new TemplateModelException("a template may not see " + value.getClass().getName());
    };
  }

  /** A record's component as templates see it. */
  static @Nullable TemplateModel field(Record fields, String name) throws TemplateModelException {
    return new Fields(fields, accessors(fields.getClass())).get(name);
  }

  private static Map<String, MethodHandle> accessors(Class<?> type) {
    return ACCESSORS.computeIfAbsent(
        type,
        made -> {
          Map<String, MethodHandle> accessors = new LinkedHashMap<>();
          for (RecordComponent component : made.getRecordComponents()) {
            accessors.put(component.getName(), handle(component.getAccessor()));
          }
          return accessors;
        });
  }

  /** Costs about as much as a call in code does; a call by reflection costs several times that. */
  private static MethodHandle handle(Method accessor) {
    try {
      return MethodHandles.lookup()
          .unreflect(accessor)
          .asType(MethodType.methodType(Object.class, Record.class));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Listed(List<?> list) implements TemplateSequenceModel {
    @Override
    public @Nullable TemplateModel get(int index) throws TemplateModelException {
      return index < list.size() ? WRAPPER.wrap(list.get(index)) : null;
    }

    @Override
    public int size() {
      return list.size();
    }
  }

  /** A record. Asking it for what it does not have is an error, not an empty value. */
  private record Fields(Record fields, Map<String, MethodHandle> accessors)
      implements TemplateHashModel {
    @Override
    public @Nullable TemplateModel get(String name) throws TemplateModelException {
      MethodHandle accessor = accessors.get(name);
      if (accessor != null) {
        return WRAPPER.wrap(value(accessor));
      }
      Set<String> names = accessors.keySet();
      Optional<String> nearest = Nearest.closest(name, names);
      throw new TemplateModelException(
          fields.getClass().getSimpleName()
              + " has no field "
              + name
              + nearest.map(near -> "; did you mean " + near + "?").orElse(".")
              + " It has: "
              + String.join(", ", names));
    }

    private @Nullable Object value(MethodHandle accessor) {
      try {
        return (Object) accessor.invokeExact(fields);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("an accessor of " + fields.getClass(), e);
      }
    }

    @Override
    public boolean isEmpty() {
      return false;
    }
  }
}
