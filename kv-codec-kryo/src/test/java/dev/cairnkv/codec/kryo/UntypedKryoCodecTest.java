package dev.cairnkv.codec.kryo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyType;
import dev.cairnkv.spi.Codec;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class UntypedKryoCodecTest {
  private static final Codec<String, Object> UNTYPED = KryoCodec.untyped(KeyType.STRING);

  enum Color {
    RED,
    GREEN
  }

  record Inner(String name, @Nullable Color color) {}

  record Outer(int number, List<Inner> inner, Map<String, Instant> times, Object array) {}

  private static Codec<String, Outer> outer(boolean evolving) {
    return KryoCodec.builder(KeyType.STRING, Outer.class)
        .register(Outer.class, 30)
        .register(Inner.class, 31)
        .register(Color.class, 32)
        .register(Inner[].class, 33)
        .evolving(evolving)
        .build();
  }

  private static Outer value() {
    Instant time = Instant.parse("2026-11-28T18:00:00Z");
    return new Outer(
        7,
        List.of(new Inner("a", Color.GREEN), new Inner("b", null)),
        new TreeMap<>(Map.of("t", time)),
        new Inner[] {new Inner("c", Color.RED)});
  }

  @Test
  void showsFieldsByTheNamesThatWereWritten() {
    Object shown = decode(outer(true), "k", value());

    assertThat(shown).isInstanceOf(Map.class);
    Map<?, ?> object = (Map<?, ?>) shown;
    assertThat(object.get("class")).isEqualTo(30);
    Map<?, ?> fields = (Map<?, ?>) Objects.requireNonNull(object.get("fields"));
    assertThat(fields.get("number")).isEqualTo(7);
    assertThat(fields.get("inner")).asString().contains("{name=a, color=GREEN}", "color=null");
    assertThat(fields.get("times")).hasToString("{t=2026-11-28T18:00:00Z}");
    assertThat(fields.get("array")).asString().contains("class=33", "hex=");
  }

  @Test
  void showsBytesWhereNoNamesWereWritten() {
    Object shown = decode(outer(false), "k", value());

    assertThat(shown).asString().contains("class=30", "hex=", "text=").doesNotContain("fields");
  }

  @Test
  void readsTextAndBytesForWhatTheyAreAndWritesThem() {
    KryoCodec<String, String> text = KryoCodec.strings();
    Codec<String, Object> decoder = UNTYPED.decoderOf(1, text.schemaFingerprint());

    assertThat(decoder.decode(text.encode("k", "v")).value()).isEqualTo("v");
    assertThat(decoder.encode("k", "grün".getBytes(UTF_8))).isEqualTo(text.encode("k", "grün"));
    assertThatThrownBy(() -> decoder.encode("k", new byte[] {-1}))
        .isInstanceOf(CodecException.class);
  }

  @Test
  void refusesToWriteObjects() {
    Codec<String, Object> decoder = UNTYPED.decoderOf(1, outer(true).schemaFingerprint());

    assertThatThrownBy(() -> decoder.encode("k", "{}".getBytes(UTF_8)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("classes that are not here");
  }

  @Test
  void answersAnyBytesWithTheKeyAndSomethingOrATypedError() {
    Random random = new Random(1);
    for (boolean evolving : new boolean[] {true, false}) {
      Codec<String, Outer> codec = outer(evolving);
      Codec<String, Object> decoder = UNTYPED.decoderOf(1, codec.schemaFingerprint());
      byte[] whole = codec.encode("k", value());
      for (int i = 0; i < 20_000; i++) {
        byte[] payload = Arrays.copyOf(whole, random.nextInt(whole.length) + 1);
        for (int change = random.nextInt(4); change > 0; change--) {
          payload[random.nextInt(payload.length)] = (byte) random.nextInt();
        }
        try {
          assertThat(decoder.decode(payload).value()).isNotNull();
        } catch (CodecException e) {
          assertThat(e.getMessage()).isNotBlank(); // its key is no key
        }
      }
    }
  }

  private static <V> Object decode(Codec<String, V> codec, String key, V value) {
    Codec<String, Object> decoder = UNTYPED.decoderOf(codec.version(), codec.schemaFingerprint());
    return decoder.decode(codec.encode(key, value)).value();
  }
}
