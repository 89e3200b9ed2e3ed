package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.io.Output;
import dev.cairnkv.spi.PayloadBuffer;
import org.jspecify.annotations.Nullable;

/** Kryo's output straight into the array of a payload buffer. */
final class GraphOutput extends Output {

  private static final byte[] EMPTY = {};

  private @Nullable PayloadBuffer target;

  GraphOutput() {
    super(EMPTY);
  }

  /** Begins behind what the buffer holds. */
  void open(PayloadBuffer target) {
    this.target = target;
    setBuffer(target.array(), PayloadBuffer.MAX_SIZE);
    position = target.size();
  }

  /** Hands what was written to the buffer, and lets go of it. */
  void finish() {
    if (target != null) {
      target.setSize(position);
    }
    target = null;
    setBuffer(EMPTY);
  }

  /** Kryo's own way of growing ends in an endless loop beyond 1 GiB. */
  @Override
  protected boolean require(int required) {
    if (capacity - position >= required) {
      return false;
    }
    PayloadBuffer opened = opened();
    opened.setSize(position);
    buffer = opened.reserve(required);
    capacity = buffer.length;
    return true;
  }

  /** One form for all strings: 0 for null, else the number of bytes and 1, and the bytes. */
  @Override
  public void writeString(@Nullable String text) {
    if (text == null) {
      writeVarInt(0, true);
      return;
    }
    PayloadBuffer opened = opened();
    opened.setSize(position);
    Text.write(text, 1, opened);
    position = opened.size();
    buffer = opened.array();
    capacity = buffer.length;
  }

  @Override
  public void writeAscii(@Nullable String text) {
    writeString(text);
  }

  /** Begins what its length will stand before, and returns where. */
  int beginSized() {
    writeByte(0);
    return position;
  }

  /** Writes the length of all since {@link #beginSized}; one of few bytes takes one byte itself. */
  void endSized(int start) {
    int length = position - start;
    int more = varIntLength(length, true) - 1;
    if (more > 0) {
      require(more);
      System.arraycopy(buffer, start, buffer, start + more, length);
    }
    position = start - 1;
    writeVarInt(length, true);
    position = start + more + length;
  }

  private PayloadBuffer opened() {
    if (target == null) {
      throw new IllegalStateException("nothing is open");
    }
    return target;
  }
}
