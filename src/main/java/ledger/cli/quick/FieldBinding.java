package ledger.cli.quick;

import java.lang.reflect.Field;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;

/**
 * A field of a command, or of an object in one of its fields ({@code dry.run}); it is looked up
 * when an option is given and not before.
 */
record FieldBinding(Object owner, String path) implements IGetter, ISetter {
  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // picocli's interface
  public <T> T get() throws ReflectiveOperationException {
    return (T) field().get(holder());
  }

  @Override
  public <T> T set(T value) throws ReflectiveOperationException {
    field().set(holder(), value);
    return value;
  }

  private Object holder() throws ReflectiveOperationException {
    int dot = path.indexOf('.');
    return dot < 0 ? owner : field(owner.getClass(), path.substring(0, dot)).get(owner);
  }

  private Field field() throws ReflectiveOperationException {
    return field(holder().getClass(), path.substring(path.indexOf('.') + 1));
  }

  private static Field field(Class<?> of, String name) throws NoSuchFieldException {
    for (Class<?> type = of; type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    throw new NoSuchFieldException(of.getName() + "." + name);
  }
}
