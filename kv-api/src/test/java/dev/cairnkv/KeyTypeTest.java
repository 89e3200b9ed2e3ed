package dev.cairnkv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairnkv.spi.PayloadBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTypeTest {

  /** The ids stand in manifests: if one changes, stores that exist cannot be opened. */
  @Test
  void neverChangesAnId() {
    assertThat(KeyType.all().stream().map(KeyType::id))
        .containsExactly("string", "bytes", "long", "uuid");
  }

  @Test
  void namesTheJavaTypeOfItsKeys() {
    assertThat(KeyType.STRING.javaType()).isEqualTo(String.class);
    assertThat(KeyType.BYTES.javaType()).isEqualTo(byte[].class);
    assertThat(KeyType.LONG.javaType()).isEqualTo(Long.class);
    assertThat(KeyType.UUID.javaType()).isEqualTo(UUID.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "käse", "\u0000", "日本", "😀", "a😀b", "\uffff"})
  void givesAStringInUtf8(String key) {
    assertThat(canonical(KeyType.STRING, key)).isEqualTo(key.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "d800, 0",
    "dfff, 0",
    "0061 d83d, 1",
    "de00 d83d, 0",
    "d83d d83d de00, 0",
    "0061 0062 dc00, 2"
  })
  void refusesAnUnpairedSurrogateAndSaysWhereItIs(String units, int index) {
    StringBuilder key = new StringBuilder();
    for (String unit : units.split(" ", -1)) {
      key.append((char) HexFormat.fromHexDigits(unit));
    }

    assertThatIllegalArgumentException()
        .isThrownBy(() -> canonical(KeyType.STRING, key.toString()))
        .withMessageContaining("index " + index)
        .withMessageContaining("byte[]");
  }

  @Test
  void givesBytesAsTheyAre() {
    assertThat(canonical(KeyType.BYTES, new byte[0])).isEmpty();
    assertThat(canonical(KeyType.BYTES, new byte[] {0, -1, 127})).containsExactly(0, -1, 127);
  }

  @Test
  void givesALongLowestByteFirst() {
    assertThat(canonical(KeyType.LONG, 0x0102030405060708L))
        .containsExactly(8, 7, 6, 5, 4, 3, 2, 1);
    assertThat(canonical(KeyType.LONG, -2L)).containsExactly(-2, -1, -1, -1, -1, -1, -1, -1);
  }

  @Test
  void givesTheHighHalfOfAUuidBeforeTheLowOne() {
    assertThat(canonical(KeyType.UUID, new UUID(1, 2)))
        .containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void appendsToWhatTheBufferHolds() {
    PayloadBuffer target = new PayloadBuffer();
    target.write(9);
    KeyType.STRING.writeCanonical("a", target);

    assertThat(target.toByteArray()).containsExactly(9, 'a');
  }

  @Test
  void takesKeysForTheSameByTheirContent() {
    assertThat(KeyType.STRING.same("ab", "abc".substring(0, 2))).isTrue();
    assertThat(KeyType.STRING.same("ab", "ac")).isFalse();
    assertThat(KeyType.BYTES.same(new byte[] {1, 2}, new byte[] {1, 2})).isTrue();
    assertThat(KeyType.BYTES.same(new byte[] {1, 2}, new byte[] {1})).isFalse();
    assertThat(KeyType.LONG.same(1_000_000L, Long.valueOf("1000000"))).isTrue();
    assertThat(KeyType.LONG.same(1L, 2L)).isFalse();
    assertThat(KeyType.UUID.same(new UUID(1, 2), new UUID(1, 2))).isTrue();
    assertThat(KeyType.UUID.same(new UUID(1, 2), new UUID(2, 1))).isFalse();
  }

  @Test
  void doesNotTakeEquivalentTextForTheSameKey() {
    String composed = "\u00e4";
    String decomposed = "a\u0308";

    assertThat(KeyType.STRING.same(composed, decomposed)).isFalse();
    assertThat(canonical(KeyType.STRING, composed))
        .isNotEqualTo(canonical(KeyType.STRING, decomposed));
  }

  @Test
  void turnsTheSignOfALongSoThatNegativeOnesComeFirst() {
    assertThat(ordered(KeyType.LONG, Long.MIN_VALUE)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(ordered(KeyType.LONG, -1L)).containsExactly(127, -1, -1, -1, -1, -1, -1, -1);
    assertThat(ordered(KeyType.LONG, 0x0102L)).containsExactly(-128, 0, 0, 0, 0, 0, 1, 2);
  }

  @Test
  void ordersAUuidByItsHighestByteFirst() {
    assertThat(ordered(KeyType.UUID, new UUID(1, -2)))
        .containsExactly(0, 0, 0, 0, 0, 0, 0, 1, -1, -1, -1, -1, -1, -1, -1, -2);
  }

  @Test
  void makesTheKeyOfItsOrderedBytes() {
    assertThat(KeyType.STRING.ofOrdered(ordered(KeyType.STRING, "k\u00e4se \ud83d\ude00")))
        .isEqualTo("k\u00e4se \ud83d\ude00");
    assertThat(KeyType.BYTES.ofOrdered(new byte[] {0, -1})).containsExactly(0, -1);
    for (long number : new long[] {Long.MIN_VALUE, -7, 0, 7, Long.MAX_VALUE}) {
      assertThat(KeyType.LONG.ofOrdered(ordered(KeyType.LONG, number))).isEqualTo(number);
      UUID uuid = new UUID(number, ~number);
      assertThat(KeyType.UUID.ofOrdered(ordered(KeyType.UUID, uuid))).isEqualTo(uuid);
    }
  }

  @Test
  void onlyStringsAndByteArraysHavePrefixes() {
    assertThat(KeyType.all().stream().filter(KeyType::hasPrefixes))
        .containsExactly(KeyType.STRING, KeyType.BYTES);
  }

  @Test
  void listsEachTypeOnce() {
    assertThat(KeyType.all())
        .isEqualTo(List.of(KeyType.STRING, KeyType.BYTES, KeyType.LONG, KeyType.UUID));
  }

  private static <K> byte[] ordered(KeyType<K> type, K key) {
    PayloadBuffer target = new PayloadBuffer(0);
    type.writeOrdered(key, target);
    return target.toByteArray();
  }

  private static <K> byte[] canonical(KeyType<K> type, K key) {
    PayloadBuffer target = new PayloadBuffer(0);
    type.writeCanonical(key, target);
    return target.toByteArray();
  }
}
