package ledger.experiment.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import ledger.evidence.record.Blas;
import ledger.evidence.record.Check;
import ledger.evidence.record.Host;
import ledger.experiment.header.Parameters;
import ledger.experiment.inputs.ReportedNotes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Typed access to the fields of one event. Unknown fields are ignored. */
record EventFields(JsonNode event) {
  /** A field is missing or has the wrong type. */
  static final class InvalidEvent extends Exception {
    private static final long serialVersionUID = 1;

    InvalidEvent(String message) {
      super(message);
    }
  }

  String text(String name) throws InvalidEvent {
    JsonNode value = event.path(name);
    if (!value.isString()) {
      throw new InvalidEvent(name + " must be text");
    }
    return value.stringValue();
  }

  String textOr(String name, String other) throws InvalidEvent {
    return isAbsent(name) ? other : text(name);
  }

  @Nullable String textOrNull(String name) throws InvalidEvent {
    return isAbsent(name) ? null : text(name);
  }

  boolean flag(String name) throws InvalidEvent {
    JsonNode value = event.path(name);
    if (!value.isBoolean()) {
      throw new InvalidEvent(name + " must be true or false");
    }
    return value.booleanValue();
  }

  boolean flagOr(String name, boolean other) throws InvalidEvent {
    return isAbsent(name) ? other : flag(name);
  }

  @Nullable Boolean flagOrNull(String name) throws InvalidEvent {
    return isAbsent(name) ? null : flag(name);
  }

  int integer(String name) throws InvalidEvent {
    JsonNode value = event.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new InvalidEvent(name + " must be a whole number");
    }
    return value.intValue();
  }

  double number(String name) throws InvalidEvent {
    return finite(name, event.path(name));
  }

  double numberOr(String name, double other) throws InvalidEvent {
    return isAbsent(name) ? other : number(name);
  }

  @Nullable Double numberOrNull(String name) throws InvalidEvent {
    return isAbsent(name) ? null : number(name);
  }

  List<Double> numbers(String name) throws InvalidEvent {
    List<Double> numbers = new ArrayList<>();
    if (!isAbsent(name)) {
      JsonNode list = event.path(name);
      if (!list.isArray()) {
        throw new InvalidEvent(name + " must be a list of numbers");
      }
      for (JsonNode value : list) {
        numbers.add(finite(name, value));
      }
    }
    return List.copyOf(numbers);
  }

  private static double finite(String name, JsonNode value) throws InvalidEvent {
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw new InvalidEvent(name + " must be a finite number");
    }
    return value.doubleValue();
  }

  SortedMap<String, String> parameters(String name) throws InvalidEvent {
    SortedMap<String, String> parameters = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : table(name).properties()) {
      parameters.put(
          field.getKey(),
          Parameters.text(plain(field.getValue()))
              .orElseThrow(() -> new InvalidEvent(name + " must be numbers, text, true or false")));
    }
    return java.util.Collections.unmodifiableSortedMap(parameters);
  }

  private static @Nullable Object plain(JsonNode value) {
    if (value.isNumber()) {
      return value.numberValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    return value.isString() ? value.stringValue() : null;
  }

  SortedMap<String, String> texts(String name) throws InvalidEvent {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : table(name).properties()) {
      if (!field.getValue().isString()) {
        throw new InvalidEvent(name + " must map names to text");
      }
      texts.put(field.getKey(), field.getValue().stringValue());
    }
    return java.util.Collections.unmodifiableSortedMap(texts);
  }

  /** A field that is an object; an empty one if it is absent. */
  EventFields object(String name) throws InvalidEvent {
    return new EventFields(table(name));
  }

  private JsonNode table(String name) throws InvalidEvent {
    JsonNode value = event.path(name);
    if (!isAbsent(name) && !value.isObject()) {
      throw new InvalidEvent(name + " must be an object");
    }
    return value;
  }

  private boolean isAbsent(String name) {
    JsonNode value = event.path(name);
    return value.isMissingNode() || value.isNull();
  }

  /** An observed event. */
  ReportedNotes observed() throws InvalidEvent {
    List<ReportedNotes.Note> notes = new ArrayList<>();
    for (JsonNode note : event.path("notes")) {
      if (note.size() != 3 || !note.valueStream().allMatch(JsonNode::isString)) {
        throw new InvalidEvent("notes must be lists of three texts");
      }
      notes.add(
          new ReportedNotes.Note(
              note.get(0).stringValue(), note.get(1).stringValue(), note.get(2).stringValue()));
    }
    return new ReportedNotes(text("script"), notes);
  }

  /** A check event. */
  Check check() throws InvalidEvent {
    return new Check(
        text("id"), text("title"), flag("ok"), textOr("detail", ""), flagOr("control", false));
  }

  /** The environment event as a host; the load at the end is not known yet. */
  Host host() throws InvalidEvent {
    JsonNode memory = event.path("memory_bytes");
    JsonNode devices = event.path("devices");
    List<String> names = new ArrayList<>();
    for (JsonNode device : devices) {
      if (!device.isString()) {
        throw new InvalidEvent("devices must be a list of text");
      }
      names.add(device.stringValue());
    }
    EventFields blas = new EventFields(table("blas"));
    return new Host(
        text("python"),
        textOr("implementation", ""),
        text("os"),
        textOr("os_version", ""),
        text("arch"),
        textOr("cpu", ""),
        isAbsent("cores") ? 0 : integer("cores"),
        memory.isIntegralNumber() ? memory.longValue() : 0,
        texts("packages"),
        textOr("backend", "cpu"),
        List.copyOf(names),
        new Blas(
            blas.textOr("name", "unknown"),
            blas.textOr("library", ""),
            blas.isAbsent("threads") ? 0 : blas.integer("threads")),
        texts("variables"),
        numbers("load"),
        List.of());
  }

  static Host withLoad(Host h, List<Double> after) {
    return new Host(
        h.python(),
        h.implementation(),
        h.os(),
        h.osVersion(),
        h.arch(),
        h.cpu(),
        h.cores(),
        h.memoryBytes(),
        h.packages(),
        h.backend(),
        h.devices(),
        h.blas(),
        h.variables(),
        h.loadBefore(),
        after);
  }
}
