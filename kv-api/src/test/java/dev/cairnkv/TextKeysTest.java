package dev.cairnkv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.spi.PayloadBuffer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextKeysTest {
  private static final UUID SOME = new UUID(0x123e4567e89b42d3L, 0xa456426614174000L);

  @Test
  void givesTheTextOfEachKeyAndTheKeyOfEachText() {
    assertBothWays(KeyType.STRING, "città", "città");
    assertBothWays(KeyType.LONG, Long.MIN_VALUE, "-9223372036854775808");
    assertBothWays(KeyType.UUID, SOME, "123e4567-e89b-42d3-a456-426614174000");
    byte[] bytes = {0, -1};
    assertThat(TextKeys.of(KeyType.BYTES).format(bytes)).isEqualTo(bytes);
    assertThat(TextKeys.of(KeyType.BYTES).parse(bytes)).isEqualTo(bytes);
  }

  @Test
  void knowsThatTwoTextsAreOneKey() {
    KeyType<byte[]> uuids = TextKeys.of(KeyType.UUID).asKeyType();
    byte[] upper = "123E4567-E89B-42D3-A456-426614174000".getBytes(UTF_8);
    byte[] lower = SOME.toString().getBytes(UTF_8);

    assertThat(uuids.same(upper, lower)).isTrue();
    assertThat(canonical(uuids, upper)).isEqualTo(canonical(KeyType.UUID, SOME));
    assertThat(uuids.same(lower, new UUID(0, 0).toString().getBytes(UTF_8))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1-2-3-4-5", "x", "123e4567-e89b-42d3-a456-42661417400g"})
  void refusesWhatIsNoUuid(String text) {
    assertThatThrownBy(() -> TextKeys.of(KeyType.UUID).parse(text.getBytes(UTF_8)))
        .isInstanceOf(KeyFormatException.class)
        .hasMessageContaining("UUIDs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.5", "9223372036854775808", "0x1", " 1"})
  void refusesWhatIsNoNumber(String text) {
    assertThatThrownBy(() -> TextKeys.of(KeyType.LONG).parse(text.getBytes(UTF_8)))
        .isInstanceOf(KeyFormatException.class)
        .hasMessageContaining("64-bit integers");
  }

  @Test
  void refusesAStringThatIsNotUtf8() {
    assertThatThrownBy(() -> TextKeys.of(KeyType.STRING).parse(new byte[] {-1}))
        .isInstanceOf(KeyFormatException.class)
        .hasMessageContaining("not UTF-8");
  }

  private static <K> void assertBothWays(KeyType<K> type, K key, String text) {
    TextKeys<K> keys = TextKeys.of(type);
    byte[] bytes = text.getBytes(UTF_8);

    assertThat(keys.format(key)).isEqualTo(bytes);
    assertThat(keys.parse(bytes)).isEqualTo(key);
    assertThat(keys.asKeyType().id()).isEqualTo(type.id());
    assertThat(canonical(keys.asKeyType(), bytes)).isEqualTo(canonical(type, key));
  }

  private static <K> byte[] canonical(KeyType<K> type, K key) {
    PayloadBuffer target = new PayloadBuffer();
    type.writeCanonical(key, target);
    return target.toByteArray();
  }
}
