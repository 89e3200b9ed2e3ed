package dev.cairnkv.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import dev.cairnkv.codec.UpcastingCodec;
import dev.cairnkv.spi.Codec;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class UntypedJsonCodecTest {
  private static final Codec<Long, byte[]> UNTYPED = JsonCodec.untyped(KeyType.LONG);

  record Point(int x, String label) {}

  @Test
  void showsAndWritesTheJsonOfAnyClass() {
    JsonCodec<Long, Point> typed = JsonCodec.of(KeyType.LONG, Point.class);
    byte[] payload = typed.encode(7L, new Point(1, "ü ] , }"));

    KeyValue<Long, byte[]> shown = decoder(typed).decode(payload);

    assertThat(shown.key()).isEqualTo(7);
    assertThat(new String(shown.value(), UTF_8)).isEqualTo("{\"x\":1,\"label\":\"ü ] , }\"}");
    assertThat(decoder(typed).encode(7L, shown.value())).isEqualTo(payload);
  }

  @Test
  void readsPartsOfAnArrayAndScalars() {
    JsonCodec<Long, Integer> typed = JsonCodec.of(KeyType.LONG, Integer.class);
    byte[] payload = typed.encode(7L, -15);
    byte[] padded = new byte[payload.length + 9];
    System.arraycopy(payload, 0, padded, 4, payload.length);

    assertThat(UNTYPED.decodeValue(7L, padded, 4, payload.length)).asString().isEqualTo("-15");
    assertThat(UNTYPED.decodeValue(8L, padded, 4, payload.length)).isNull();
    assertThat(UNTYPED.decode(MemorySegment.ofArray(padded).asSlice(4, payload.length)).value())
        .asString()
        .isEqualTo("-15");
  }

  @Test
  void readsTextAndBytesForWhatTheyAre() {
    JsonCodec<Long, String> text = JsonCodec.of(KeyType.LONG, String.class);
    JsonCodec<Long, byte[]> bytes = JsonCodec.of(KeyType.LONG, byte[].class);
    byte[] binary = {0, -1};

    assertThat(decoder(text).decode(text.encode(1L, "{\"a\":1}")).value())
        .asString()
        .isEqualTo("{\"a\":1}");
    assertThat(decoder(bytes).decode(bytes.encode(1L, binary)).value()).isEqualTo(binary);
    assertThat(bytes.decode(decoder(bytes).encode(1L, binary)).value()).isEqualTo(binary);
    assertThatThrownBy(() -> decoder(text).encode(1L, binary))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void knowsTheSchemasOfAnUpcastingCodecAndNothingElse() {
    Codec<Long, Point> third = UpcastingCodec.of(3, JsonCodec.of(KeyType.LONG, Point.class));
    JsonCodec<String, Point> otherKeys = JsonCodec.of(KeyType.STRING, Point.class);

    assertThat(UNTYPED.canDecode(1, third.schemaFingerprint())).isTrue();
    assertThat(decoder(third).schemaFingerprint()).isEqualTo(third.schemaFingerprint());
    assertThat(UNTYPED.canDecode(2, third.schemaFingerprint())).isFalse();
    assertThat(UNTYPED.canDecode(1, otherKeys.schemaFingerprint())).isFalse();
    assertThat(UNTYPED.canDecode(1, 0)).isFalse();
  }

  @Test
  void answersAnyBytesWithATypedError() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] payload = "[1,{\"a\":[true,null]}]".getBytes(UTF_8);
      for (int change = random.nextInt(4); change >= 0; change--) {
        payload[random.nextInt(payload.length)] = (byte) random.nextInt();
      }
      try {
        UNTYPED.decode(payload);
      } catch (CodecException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  private static <V> Codec<Long, byte[]> decoder(Codec<Long, V> written) {
    assertThat(UNTYPED.canDecode(written.version(), written.schemaFingerprint())).isTrue();
    return UNTYPED.decoderOf(written.version(), written.schemaFingerprint());
  }
}
