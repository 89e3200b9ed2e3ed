package dev.cairnkv.codec.kryo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.cairnkv.CodecException;
import dev.cairnkv.codec.Pool;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects without their classes: the names of their fields where they were written, their
 * bytes otherwise.
 */
final class StructureReader {

  private static final String CLASS = "class";
  private static final String FIELDS = "fields";
  private static final String HEX = "hex";
  private static final String TEXT = "text";

  /** A class's id is written with this added, as 0 is null and 1 would announce a name. */
  private static final int ADDED_TO_IDS = 2;

  private final Pool<GraphSession> sessions = new Pool<>(() -> new GraphSession(newKryo()));

  /** Reads a value from all that is left; whatever the bytes are, there is an answer. */
  Object read(PayloadCursor cursor) {
    int start = cursor.position();
    int length = cursor.remaining();
    try {
      GraphSession session = sessions.take();
      Object value = session.read(cursor);
      sessions.giveBack(session);
      if (value != null) {
        return value;
      }
    } catch (RuntimeException | StackOverflowError e) {
      requireMemory(e);
    }
    cursor.skip(start + length - cursor.position());
    return bytes(Arrays.copyOfRange(cursor.array(), start, start + length));
  }

  /** Kryo wraps errors; a lack of memory says nothing about the bytes. */
  private static void requireMemory(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof OutOfMemoryError error) {
        throw error;
      }
    }
  }

  private static Kryo newKryo() {
    KryoSwitch.initialize();
    StructureResolver resolver = new StructureResolver();
    Kryo kryo = new GraphKryo(resolver, null);
    ClassTable.setUp(kryo, resolver);
    return kryo;
  }

  /** What is shown of an object with its class of which nothing else is known. */
  private static Map<String, Object> bytes(byte[] object) {
    Map<String, Object> shown = new LinkedHashMap<>();
    int start = 0;
    Integer id = null;
    try (Input input = new Input(object)) {
      id = input.readVarInt(true) - ADDED_TO_IDS;
      start = input.position();
    } catch (KryoException e) {
      start = 0; // not even the id of a class
    }
    if (id != null && isApplications(id)) {
      shown.put(CLASS, id);
    } else {
      start = 0;
    }
    byte[] content = Arrays.copyOfRange(object, start, object.length);
    shown.put(HEX, HexFormat.of().formatHex(content));
    shown.put(TEXT, new String(content, ISO_8859_1).replaceAll("[^ -~]", "."));
    return shown;
  }

  private static boolean isApplications(int classId) {
    return classId >= KryoCodecBuilder.MIN_ID && classId <= KryoCodecBuilder.MAX_ID;
  }

  /** Takes each id of an application's class for one that writes the names of its fields. */
  private static final class StructureResolver extends GraphClassResolver {

    @Override
    public @Nullable Registration readClass(Input input) {
      int position = input.position();
      int id = input.readVarInt(true) - ADDED_TO_IDS;
      if (isApplications(id)) {
        return new Registration(Map.class, new StructureSerializer(id), id);
      }
      input.setPosition(position);
      return super.readClass(input);
    }
  }

  /**
   * Reads what an {@link EvolvingSerializer} wrote, or the name of an enum's constant. No part of
   * the input is tried more than twice, so hostile bytes take no more time than others.
   */
  private static final class StructureSerializer extends Serializer<Object> {
    private final int id;

    StructureSerializer(int id) {
      this.id = id;
    }

    @Override
    public void write(Kryo kryo, Output output, Object object) {
      throw new KryoException("an object cannot be written without its class");
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<?> type) {
      int start = input.position();
      Map<String, @Nullable Object> fields = fields(kryo, (GraphInput) input);
      if (fields != null) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(CLASS, id);
        shown.put(FIELDS, fields);
        return shown;
      }
      input.setPosition(start);
      return name((GraphInput) input);
    }

    private static @Nullable Map<String, @Nullable Object> fields(Kryo kryo, GraphInput input) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      try {
        int count = input.readCount();
        for (int i = 0; i < count; i++) {
          String name = name(input);
          int length = input.readCount();
          int end = input.position() + length;
          fields.put(name, field(kryo, input, end));
          input.setPosition(end);
        }
      } catch (KryoException | CodecException e) {
        return null; // another serializer wrote it
      }
      return fields.isEmpty() ? null : fields;
    }

    private static String name(GraphInput input) {
      String name = input.readString();
      if (name == null
          || name.isEmpty()
          || !Character.isJavaIdentifierStart(name.codePointAt(0))
          || !name.codePoints().allMatch(Character::isJavaIdentifierPart)) {
        throw new KryoException("expected a name");
      }
      return name;
    }

    private static @Nullable Object field(Kryo kryo, GraphInput input, int end) {
      int start = input.position();
      try {
        Object value = kryo.readClassAndObject(input);
        if (input.position() == end) {
          return value;
        }
      } catch (RuntimeException e) {
        requireMemory(e);
      }
      input.setPosition(start);
      return bytes(input.readBytes(end - start));
    }
  }
}
