package dev.cairnkv.core.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairnkv.WrongFormatException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssertAlternative;

/** What the tests of both documents share. */
final class Documents {
  private Documents() {}

  /** Returns a document with one field changed and the checksum made right again. */
  static byte[] with(byte[] document, String field, String value) {
    Map<String, String> fields = fields(document);
    fields.put(field, value);
    return new TextDocument(fields).encode();
  }

  /** Returns a document with one field left out and the checksum made right again. */
  static byte[] without(byte[] document, String field) {
    Map<String, String> fields = fields(document);
    fields.remove(field);
    return new TextDocument(fields).encode();
  }

  static Map<String, String> fields(byte[] document) {
    return new LinkedHashMap<>(TextDocument.decode(document, "the document").fields());
  }

  static ThrowableAssertAlternative<WrongFormatException> assertRefused(Runnable decoding) {
    return assertThatExceptionOfType(WrongFormatException.class).isThrownBy(decoding::run);
  }

  /** Checks that no byte can be changed, left out or added. */
  static void assertEachDamageIsRefused(byte[] document, Consumer<byte[]> decoder) {
    for (int i = 0; i < document.length; i++) {
      for (int value = 0; value < 256; value++) {
        if (value != (document[i] & 0xff)) {
          byte[] damaged = document.clone();
          damaged[i] = (byte) value;
          assertThatExceptionOfType(WrongFormatException.class)
              .as("byte %d of '%s' set to %d", i, new String(document, UTF_8), value)
              .isThrownBy(() -> decoder.accept(damaged));
        }
      }
      byte[] shorter = Arrays.copyOf(document, i);
      assertThatExceptionOfType(WrongFormatException.class)
          .as("cut to %d bytes", i)
          .isThrownBy(() -> decoder.accept(shorter));
    }
    byte[] longer = Arrays.copyOf(document, document.length + 1);
    for (int value = 0; value < 256; value++) {
      longer[document.length] = (byte) value;
      assertThatExceptionOfType(WrongFormatException.class)
          .as("%d behind the end", value)
          .isThrownBy(() -> decoder.accept(longer));
    }
  }
}
