package ledger.site.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Records as bytes and back: the same records give the same bytes, so a digest of them identifies
 * what they say. Only for what this program keeps on this machine: the bytes name our own classes.
 *
 * @param given an object that is not written, because who reads has it
 */
record FactsCodec(@Nullable Object given) {
  private static final String OWN = "ledger.";
  private static final ConcurrentMap<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

  /** How a record is taken apart and put together. */
  private record Shape(Constructor<?> constructor, List<RecordComponent> components) {
    static Shape of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        for (RecordComponent component : components) {
          component.getAccessor().setAccessible(true);
        }
        return new Shape(constructor, List.of(components));
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  byte[] bytes(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      new BytesWriter(out, new HashMap<>()).write(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** What was kept is not what was written. */
  static final class DamagedMemory extends IOException {
    private static final long serialVersionUID = 1;

    DamagedMemory(Exception cause) {
      super(cause);
    }
  }

  /**
   * The records again.
   *
   * @throws DamagedMemory if these are not the bytes of any
   */
  Object read(byte[] bytes) throws DamagedMemory {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      return new BytesReader(in, new ArrayList<>()).some();
    } catch (IOException | RuntimeException e) {
      throw new DamagedMemory(e);
    }
  }

  /** Texts and classes are written once and then named by their number. */
  private final class BytesWriter {
    private final DataOutputStream out;
    private final Map<String, Integer> texts;

    BytesWriter(DataOutputStream out, Map<String, Integer> texts) {
      this.out = out;
      this.texts = texts;
    }

    private void sign(char sign) throws IOException {
      out.writeByte(sign);
    }

    @SuppressWarnings("ReferenceEquality") // the object itself is given, not one like it
    void write(@Nullable Object value) throws IOException {
      if (value == null) {
        sign('0');
      } else if (value == given) {
        sign('g');
      } else {
        switch (value) {
          case String text -> text(text);
          case Integer whole -> {
            sign('i');
            out.writeInt(whole);
          }
          case Long whole -> {
            sign('l');
            out.writeLong(whole);
          }
          case Double number -> {
            sign('d');
            out.writeDouble(number);
          }
          case Boolean yes -> sign(yes ? 'y' : 'n');
          case Enum<?> constant -> {
            sign('e');
            text(constant.getDeclaringClass().getName());
            text(constant.name());
          }
          case List<?> list -> {
            sign('L');
            out.writeInt(list.size());
            for (Object one : list) {
              write(one);
            }
          }
          case SortedMap<?, ?> map -> map('S', map);
          case LinkedHashMap<?, ?> map -> map('M', map);
          case Map<?, ?> map -> map('M', inOrder(map));
          case Instant moment -> moment('I', moment.toString());
          case LocalDate day -> moment('D', day.toString());
          case OffsetDateTime time -> moment('O', time.toString());
          case Record some -> fields(some);
          default -> throw new IllegalStateException("no bytes for " + value.getClass());
        }
      }
    }

    private void moment(char sign, String text) throws IOException {
      sign(sign);
      text(text);
    }

    private void text(String text) throws IOException {
      Integer known = texts.putIfAbsent(text, texts.size());
      if (known != null) {
        sign('a');
        out.writeInt(known);
      } else {
        sign('t');
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
      }
    }

    private void map(char sign, Map<?, ?> map) throws IOException {
      sign(sign);
      out.writeInt(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        write(entry.getKey());
        write(entry.getValue());
      }
    }

    /** A map without an order of its own is written in one that depends on its keys only. */
    private static Map<Object, @Nullable Object> inOrder(Map<?, ?> map) {
      Map<Object, @Nullable Object> ordered = new LinkedHashMap<>();
      List<Object> keys = new ArrayList<>(map.keySet());
      keys.sort((a, b) -> a.toString().compareTo(b.toString()));
      keys.forEach(key -> ordered.put(key, map.get(key)));
      return ordered;
    }

    private void fields(Record some) throws IOException {
      sign('R');
      text(some.getClass().getName());
      for (RecordComponent component : shape(some.getClass()).components) {
        try {
          write(component.getAccessor().invoke(some));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private static Shape shape(Class<?> type) {
    return SHAPES.computeIfAbsent(type, Shape::of);
  }

  private final class BytesReader {
    private final DataInputStream in;
    private final List<String> texts;

    BytesReader(DataInputStream in, List<String> texts) {
      this.in = in;
      this.texts = texts;
    }

    private Object some() throws IOException {
      Object value = read();
      if (value == null) {
        throw new IOException("nothing where there should be something");
      }
      return value;
    }

    private String text() throws IOException {
      return (String) some();
    }

    @Nullable Object read() throws IOException {
      return switch ((char) in.readByte()) {
        case '0' -> null;
        case 'g' -> given;
        case 'a' -> texts.get(in.readInt());
        case 't' -> {
          String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
          texts.add(text);
          yield text;
        }
        case 'i' -> in.readInt();
        case 'l' -> in.readLong();
        case 'd' -> in.readDouble();
        case 'y' -> true;
        case 'n' -> false;
        case 'e' -> constant(type(text()), text());
        case 'L' -> {
          int size = in.readInt();
          List<@Nullable Object> list = new ArrayList<>(); // The size may be damaged.
          for (int i = 0; i < size; i++) {
            list.add(read());
          }
          yield Collections.unmodifiableList(list);
        }
        case 'M' -> entries(new LinkedHashMap<>());
        case 'S' -> entries(new TreeMap<>());
        case 'I' -> Instant.parse(text());
        case 'D' -> LocalDate.parse(text());
        case 'O' -> OffsetDateTime.parse(text());
        case 'R' -> fields(shape(type(text())));
        default -> throw new IOException("no such sign");
      };
    }

    private Map<Object, @Nullable Object> entries(Map<Object, @Nullable Object> map)
        throws IOException {
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        map.put(some(), read());
      }
      return map;
    }

    private Object fields(Shape shape) throws IOException {
      Object[] values = new Object[shape.components.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = read();
      }
      try {
        return shape.constructor.newInstance(values);
      } catch (ReflectiveOperationException e) {
        throw new IOException(e);
      }
    }

    private static Object constant(Class<?> type, String name) throws IOException {
      for (Object constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(name)) {
          return constant;
        }
      }
      throw new IOException("no constant " + name);
    }

    private static Class<?> type(String name) throws IOException {
      if (!name.startsWith(OWN)) {
        throw new IOException(name);
      }
      try {
        return Class.forName(name, false, FactsCodec.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        throw new IOException(e);
      }
    }
  }
}
