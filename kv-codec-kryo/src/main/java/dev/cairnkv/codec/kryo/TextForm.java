package dev.cairnkv.codec.kryo;

import dev.cairnkv.spi.PayloadBuffer;

/** A string as the number of its bytes in UTF-8 and those bytes. */
final class TextForm implements BinaryForm<String> {

  @Override
  public String schema() {
    return "text";
  }

  @Override
  public void write(String text, PayloadBuffer target) {
    byte[] bytes = Text.encode(text);
    VarInt.write(bytes.length, target);
    target.write(bytes);
  }

  @Override
  public String read(PayloadCursor cursor) {
    byte[] bytes = cursor.readBytes(cursor.readLength());
    return Text.decode(bytes, 0, bytes.length);
  }
}
