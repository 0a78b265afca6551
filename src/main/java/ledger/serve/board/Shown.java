package ledger.serve.board;

import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleNumber;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateSequenceModel;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** What templates may see: records, lists, texts, numbers, yes and no. No method can be called. */
final class Shown implements ObjectWrapper {
  private static final ConcurrentMap<Class<?>, Map<String, Method>> FIELDS =
      new ConcurrentHashMap<>();

  @Override
  public @Nullable TemplateModel wrap(@Nullable Object value) throws TemplateModelException {
    return switch (value) {
      case null -> null;
      case TemplateModel model -> model;
      case String text -> new SimpleScalar(text);
      case Number number -> new SimpleNumber(number);
      case Boolean yes -> yes ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
      case List<?> list -> new Items(list);
      case Record fields -> new RecordModel(fields);
      default -> throw new TemplateModelException("not for templates: " + value.getClass());
    };
  }

  private static Map<String, Method> accessors(Class<?> type) {
    return FIELDS.computeIfAbsent(
        type,
        each -> {
          Map<String, Method> found = new HashMap<>();
          for (RecordComponent component : each.getRecordComponents()) {
            found.put(component.getName(), component.getAccessor());
          }
          return found;
        });
  }

  private final class Items implements TemplateSequenceModel {
    private final List<?> list;

    Items(List<?> list) {
      this.list = list;
    }

    @Override
    public @Nullable TemplateModel get(int index) throws TemplateModelException {
      return index < list.size() ? wrap(list.get(index)) : null;
    }

    @Override
    public int size() {
      return list.size();
    }
  }

  private final class RecordModel implements TemplateHashModel {
    private final Record fields;

    RecordModel(Record fields) {
      this.fields = fields;
    }

    @Override
    public @Nullable TemplateModel get(String name) throws TemplateModelException {
      Method accessor = accessors(fields.getClass()).get(name);
      if (accessor == null) {
        throw new TemplateModelException(fields.getClass().getSimpleName() + " has no " + name);
      }
      try {
        return wrap(accessor.invoke(fields));
      } catch (ReflectiveOperationException e) {
        throw new TemplateModelException("cannot read " + name, e);
      }
    }

    @Override
    public boolean isEmpty() {
      return false;
    }
  }
}
