package ledger.site;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleNumber;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateSequenceModel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ledger.text.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * What templates may see: this room's records by their components, lists, texts, numbers, yes and
 * no. No method can be called and no class reached, so a template has no way out of its model.
 */
final class Model implements ObjectWrapper {
  static final Model WRAPPER = new Model();

  /** A record's components by name, in their order. Java makes them anew whenever it is asked. */
  private static final Map<Class<?>, Map<String, Method>> ACCESSORS = new ConcurrentHashMap<>();

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
      case Record fields -> new Fields(fields);
      default ->
          throw new TemplateModelException("a template may not see " + value.getClass().getName());
    };
  }

  /** A record's component as templates see it. */
  static @Nullable TemplateModel field(Record fields, String name) throws TemplateModelException {
    return new Fields(fields).get(name);
  }

  private static Map<String, Method> accessors(Class<?> type) {
    Map<String, Method> known = ACCESSORS.get(type);
    if (known != null) {
      return known;
    }
    Map<String, Method> accessors = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      accessors.put(component.getName(), component.getAccessor());
    }
    ACCESSORS.put(type, accessors);
    return accessors;
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
  private record Fields(Record fields) implements TemplateHashModel {
    @Override
    public @Nullable TemplateModel get(String name) throws TemplateModelException {
      Map<String, Method> accessors = accessors(fields.getClass());
      Method accessor = accessors.get(name);
      if (accessor != null) {
        try {
          return WRAPPER.wrap(accessor.invoke(fields));
        } catch (IllegalAccessException | InvocationTargetException e) {
          throw new TemplateModelException("cannot read " + name, e);
        }
      }
      Set<String> names = accessors.keySet();
      Optional<String> nearest = Nearest.closest(name, names);
      throw new TemplateModelException(
          fields.getClass().getSimpleName()
              + " has no field "
              + name
              + nearest.map(near -> "; did you mean " + near + "?").orElse("")
              + " It has: "
              + String.join(", ", names));
    }

    @Override
    public boolean isEmpty() {
      return false;
    }
  }
}
