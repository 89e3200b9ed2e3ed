package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import dev.cairnkv.spi.PayloadBuffer;
import org.jspecify.annotations.Nullable;

/** An instance of Kryo with what it reads from and writes to. For one thread at a time. */
final class GraphSession {

  private final Kryo kryo;
  private final GraphOutput output = new GraphOutput();
  private final GraphInput input = new GraphInput();

  GraphSession(Kryo kryo) {
    this.kryo = kryo;
  }

  /** Appends an object with its class. */
  void write(Object object, PayloadBuffer target) {
    output.open(target);
    kryo.writeClassAndObject(output, object);
    output.finish();
  }

  /** Reads an object with its class from all that is left, where it is. */
  @Nullable Object read(PayloadCursor cursor) {
    int length = cursor.remaining();
    int end = cursor.position() + length;
    input.setBuffer(cursor.array(), cursor.position(), length);
    Object object = kryo.readClassAndObject(input);
    if (input.position() != end) {
      throw new KryoException(
          "expected the end, found " + (end - input.position()) + " more bytes");
    }
    input.finish();
    cursor.skip(length);
    return object;
  }
}
