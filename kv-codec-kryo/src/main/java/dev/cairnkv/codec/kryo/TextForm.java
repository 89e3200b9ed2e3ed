package dev.cairnkv.codec.kryo;

import dev.cairnkv.spi.PayloadBuffer;

/** A string as the number of its bytes in UTF-8 and those bytes. */
final class TextForm implements KeyForm<String> {

  @Override
  public String schema() {
    return "text";
  }

  @Override
  public void write(String text, PayloadBuffer target) {
    Text.write(text, 0, target);
  }

  @Override
  public String read(PayloadCursor cursor) {
    int length = cursor.readLength();
    int start = cursor.position();
    cursor.skip(length);
    return Text.decode(cursor.array(), start, length);
  }

  @Override
  public boolean readSame(String key, PayloadCursor cursor) {
    int length = cursor.readLength();
    int start = cursor.position();
    cursor.skip(length);
    return Text.isAt(key, cursor.array(), start, length);
  }
}
