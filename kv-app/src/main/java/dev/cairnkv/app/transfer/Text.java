package dev.cairnkv.app.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Strict conversions between text and UTF-8: nothing is replaced. */
public final class Text {

  private Text() {}

  /** Returns the text that the bytes are in UTF-8, or {@code null} if they are not. */
  public static @Nullable String decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  static @Nullable String decode(byte[] bytes, int start, int length) {
    // A replacement character is the rare sign of a malformed sequence, or was there before.
    String text = new String(bytes, start, length, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') < 0) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, length))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Returns the text in UTF-8, or {@code null} if it has an unpaired surrogate. */
  static byte @Nullable [] encode(String text) {
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return null;
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Throws if a line cannot be text in UTF-8. */
  static void requireText(LineReader line) throws BadLineException {
    byte[] bytes = line.array();
    for (int i = 0; i < line.length(); i++) {
      if (bytes[i] == 0) {
        throw new BadLineException("a zero byte; expected text in UTF-8 (is the file UTF-16?)");
      }
    }
    if (decode(bytes, 0, line.length()) == null) {
      throw new BadLineException("not UTF-8; convert the file to UTF-8");
    }
  }
}
