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
 * what they say. Only for this machine's own memory: the bytes hold the names of classes, and mean
 * something to the program that wrote them only.
 *
 * @param given an object that is not written, because who reads has it
 */
record FactsCodec(@Nullable Object given) {
  private enum Sign {
    NOTHING,
    GIVEN,
    AGAIN,
    TEXT,
    WHOLE,
    LONG,
    NUMBER,
    YES,
    NO,
    CONSTANT,
    LIST,
    MAP,
    SORTED,
    RECORD,
    MOMENT,
    DAY,
    TIME
  }

  private static final Sign[] SIGNS = Sign.values();

  private static final ConcurrentMap<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

  /** How a record is taken apart and put together. */
  private record Shape(Constructor<?> constructor, RecordComponent[] components) {
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
        return new Shape(constructor, components);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  byte[] bytes(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      new FactsWriter(out, new HashMap<>()).write(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  Object read(byte[] bytes) throws IOException {
    return new FactsReader(new DataInputStream(new ByteArrayInputStream(bytes)), new ArrayList<>())
        .some();
  }

  /** Texts and classes are written once and then named by their number. */
  private final class FactsWriter {
    private final DataOutputStream out;
    private final Map<String, Integer> texts;

    FactsWriter(DataOutputStream out, Map<String, Integer> texts) {
      this.out = out;
      this.texts = texts;
    }

    private void sign(Sign sign) throws IOException {
      out.writeByte(sign.ordinal());
    }

    void write(@Nullable Object value) throws IOException {
      if (value == null) {
        sign(Sign.NOTHING);
      } else if (value == given) {
        sign(Sign.GIVEN);
      } else {
        switch (value) {
          case String text -> text(text);
          case Integer whole -> {
            sign(Sign.WHOLE);
            out.writeInt(whole);
          }
          case Long whole -> {
            sign(Sign.LONG);
            out.writeLong(whole);
          }
          case Double number -> {
            sign(Sign.NUMBER);
            out.writeDouble(number);
          }
          case Boolean yes -> sign(yes ? Sign.YES : Sign.NO);
          case Enum<?> constant -> {
            sign(Sign.CONSTANT);
            text(constant.getDeclaringClass().getName());
            out.writeInt(constant.ordinal());
          }
          case List<?> list -> {
            sign(Sign.LIST);
            out.writeInt(list.size());
            for (Object one : list) {
              write(one);
            }
          }
          case SortedMap<?, ?> map -> map(Sign.SORTED, map);
          case LinkedHashMap<?, ?> map -> map(Sign.MAP, map);
          case Map<?, ?> map -> map(Sign.MAP, inOrder(map));
          case Instant moment -> moment(Sign.MOMENT, moment.toString());
          case LocalDate day -> moment(Sign.DAY, day.toString());
          case OffsetDateTime time -> moment(Sign.TIME, time.toString());
          case Record some -> fields(some);
          default -> throw new IllegalStateException("no bytes for " + value.getClass());
        }
      }
    }

    private void moment(Sign sign, String text) throws IOException {
      sign(sign);
      text(text);
    }

    private void text(String text) throws IOException {
      Integer known = texts.putIfAbsent(text, texts.size());
      if (known != null) {
        sign(Sign.AGAIN);
        out.writeInt(known);
      } else {
        sign(Sign.TEXT);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
      }
    }

    private void map(Sign sign, Map<?, ?> map) throws IOException {
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
      sign(Sign.RECORD);
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

  private final class FactsReader {
    private final DataInputStream in;
    private final List<String> texts;

    FactsReader(DataInputStream in, List<String> texts) {
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
      return switch (SIGNS[in.readByte()]) {
        case NOTHING -> null;
        case GIVEN -> given;
        case AGAIN -> texts.get(in.readInt());
        case TEXT -> {
          String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
          texts.add(text);
          yield text;
        }
        case WHOLE -> in.readInt();
        case LONG -> in.readLong();
        case NUMBER -> in.readDouble();
        case YES -> true;
        case NO -> false;
        case CONSTANT -> type(text()).getEnumConstants()[in.readInt()];
        case LIST -> {
          int size = in.readInt();
          List<@Nullable Object> list = new ArrayList<>(size);
          for (int i = 0; i < size; i++) {
            list.add(read());
          }
          yield Collections.unmodifiableList(list);
        }
        case MAP -> entries(new LinkedHashMap<>());
        case SORTED -> entries(new TreeMap<>());
        case MOMENT -> Instant.parse(text());
        case DAY -> LocalDate.parse(text());
        case TIME -> OffsetDateTime.parse(text());
        case RECORD -> fields(shape(type(text())));
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
      Object[] values = new Object[shape.components.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = read();
      }
      try {
        return shape.constructor.newInstance(values);
      } catch (ReflectiveOperationException e) {
        throw new IOException(e);
      }
    }

    private static Class<?> type(String name) throws IOException {
      try {
        return Class.forName(name);
      } catch (ClassNotFoundException e) {
        throw new IOException(e);
      }
    }
  }
}
