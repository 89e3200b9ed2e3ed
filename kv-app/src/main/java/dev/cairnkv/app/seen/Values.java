package dev.cairnkv.app.seen;

import dev.cairnkv.CodecException;
import dev.cairnkv.app.transfer.Text;
import dev.cairnkv.codec.json.JsonCodec;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * How values are seen as bytes.
 *
 * @param <V> the type of the values
 */
sealed interface Values<V> {

  /** Returns what is seen of a value. */
  byte[] show(V value);

  /**
   * Returns the value of what the command line was given.
   *
   * @throws CodecException if there is none
   */
  V read(byte[] shown);

  /** Values that are bytes already. */
  record AsTheyAre() implements Values<byte[]> {
    @Override
    public byte[] show(byte[] value) {
      return value;
    }

    @Override
    public byte[] read(byte[] shown) {
      return shown;
    }
  }

  /** Values of which no record tells yet how they are written. */
  record NotKnownYet() implements Values<byte[]> {
    @Override
    public byte[] show(byte[] value) {
      return value;
    }

    @Override
    public byte[] read(byte[] shown) {
      throw new CodecException(
          "no record of this store tells yet how its application writes values: let it write one,"
              + " or say --classpath");
    }
  }

  /** Values of any kind, which are written from bytes or not at all. */
  record Anything(Values<Object> json) implements Values<Object> {
    Anything() {
      this(new OfType<>(Object.class));
    }

    @Override
    public byte[] show(Object value) {
      return json.show(value);
    }

    @Override
    public Object read(byte[] shown) {
      return shown;
    }
  }

  /**
   * Values of a class: strings and bytes as they are, others as JSON.
   *
   * @param <V> the class
   */
  final class OfType<V> implements Values<V> {
    private static final JsonMapper MAPPER = JsonCodec.mapperBuilder().build();

    private final JavaType type;

    /** Makes one for a class or generic type, which the caller sees to be {@code V}. */
    OfType(Type type) {
      this.type = MAPPER.constructType(type);
    }

    @Override
    public byte[] show(V value) {
      return switch (value) {
        case String text -> text.getBytes(StandardCharsets.UTF_8);
        case byte[] bytes -> bytes;
        default -> json(value);
      };
    }

    private static byte[] json(Object value) {
      try {
        return MAPPER.writeValueAsBytes(value);
      } catch (JacksonException | StackOverflowError | LinkageError e) {
        throw new CodecException(
            "a value of %s has no JSON: %s".formatted(value.getClass().getName(), reason(e)), e);
      }
    }

    @Override
    @SuppressWarnings("unchecked") // the type is that of V
    public V read(byte[] shown) {
      if (type.hasRawClass(byte[].class)) {
        return (V) shown;
      }
      if (type.hasRawClass(String.class)) {
        return (V) text(shown);
      }
      V value;
      try {
        value = MAPPER.readValue(shown, type);
      } catch (JacksonException | StackOverflowError | LinkageError e) {
        throw new CodecException(
            "expected the JSON of a %s: %s".formatted(type.getRawClass().getName(), reason(e)), e);
      }
      if (value == null) {
        throw new CodecException(
            "expected the JSON of a %s, found null".formatted(type.getRawClass().getName()));
      }
      return value;
    }

    private static String text(byte[] shown) {
      @Nullable String text = Text.decode(shown);
      if (text == null) {
        throw new CodecException("the values of this store are text, but this is not UTF-8");
      }
      return text;
    }

    private static String reason(Throwable e) {
      String message = e instanceof JacksonException json ? json.getOriginalMessage() : null;
      return message == null ? e.toString() : message.lines().findFirst().orElse("");
    }
  }
}
