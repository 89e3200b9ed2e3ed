package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.KryoException;
import dev.cairnkv.CodecException;
import dev.cairnkv.codec.Pool;
import dev.cairnkv.spi.PayloadBuffer;
import org.jspecify.annotations.Nullable;

/** A value as Kryo's bytes of the objects that it consists of. It takes what is left. */
final class GraphForm<V> implements BinaryForm<V> {

  private final Class<V> valueType;
  private final String schema;
  private final Pool<GraphSession> sessions;

  GraphForm(Class<V> valueType, ClassTable classes) {
    this.valueType = valueType;
    this.schema = classes.schema();
    this.sessions = new Pool<>(() -> new GraphSession(classes.newKryo()));
  }

  @Override
  public String schema() {
    return "graph\n" + schema;
  }

  @Override
  public void write(V value, PayloadBuffer target) {
    try {
      GraphSession session = sessions.take();
      session.write(value, target);
      sessions.giveBack(session);
    } catch (RuntimeException | StackOverflowError e) {
      throw failure("cannot encode a value of " + value.getClass().getName(), e);
    }
  }

  @Override
  public V read(PayloadCursor cursor) {
    int length = cursor.remaining();
    @Nullable Object value;
    try {
      GraphSession session = sessions.take();
      value = session.read(cursor);
      sessions.giveBack(session);
    } catch (RuntimeException | StackOverflowError e) {
      throw failure("cannot decode a value of " + length + " bytes", e);
    }
    if (!valueType.isInstance(value)) {
      throw new CodecException(
          "expected a value of %s, found %s"
              .formatted(valueType.getName(), value == null ? "null" : value.getClass().getName()));
    }
    return valueType.cast(value);
  }

  /**
   * Names the first cause: Kryo wraps everything, and the object that it was about is of less use.
   * It wraps errors, too: a lack of memory says nothing about the value and stays what it is.
   */
  private static CodecException failure(String what, Throwable thrown) {
    Throwable first = thrown;
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof OutOfMemoryError error) {
        throw error;
      }
      first = each;
    }
    String message = first.getMessage();
    String name = first instanceof KryoException ? "" : first.getClass().getSimpleName();
    String why = message == null ? "" : message.lines().findFirst().orElse("");
    String separator = name.isEmpty() || why.isEmpty() ? "" : ": ";
    return new CodecException(what + ": " + name + separator + why, thrown);
  }
}
