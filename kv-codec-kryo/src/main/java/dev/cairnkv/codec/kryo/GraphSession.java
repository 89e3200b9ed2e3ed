package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import dev.cairnkv.spi.PayloadBuffer;
import org.jspecify.annotations.Nullable;

/** An instance of Kryo with what it reads from and writes to. For one thread at a time. */
final class GraphSession {

  /** The largest array that is kept for the next payload. */
  private static final int MAX_KEPT_BYTES = 1 << 16;

  private final Kryo kryo;
  private final GraphOutput output = new GraphOutput();
  private final GraphInput input = new GraphInput();
  private byte[] scratch = new byte[1 << 10];

  GraphSession(Kryo kryo) {
    this.kryo = kryo;
  }

  /** Appends an object with its class. */
  void write(Object object, PayloadBuffer target) {
    output.open(target);
    kryo.writeClassAndObject(output, object);
    output.finish();
  }

  /**
   * Reads an object with its class from all that is left. Kryo reads arrays only, so the bytes are
   * copied: into the same array again and again as long as they are few.
   */
  @Nullable Object read(PayloadCursor cursor) {
    int length = Math.toIntExact(cursor.remaining());
    byte[] bytes = scratchOf(length);
    cursor.readInto(bytes, length);
    input.setBuffer(bytes, 0, length);
    Object object = kryo.readClassAndObject(input);
    if (input.position() != length) {
      throw new KryoException(
          "expected the end, found " + (length - input.position()) + " more bytes");
    }
    input.finish();
    return object;
  }

  private byte[] scratchOf(int length) {
    if (length <= scratch.length) {
      return scratch;
    }
    byte[] larger = new byte[length];
    if (length <= MAX_KEPT_BYTES) {
      scratch = larger;
    }
    return larger;
  }
}
