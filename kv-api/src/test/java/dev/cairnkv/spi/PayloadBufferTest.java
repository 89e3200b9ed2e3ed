package dev.cairnkv.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadBufferTest {
  private final PayloadBuffer buffer = new PayloadBuffer();

  @Test
  void isEmptyAtFirst() {
    assertThat(buffer.size()).isZero();
    assertThat(buffer.toByteArray()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 256, 1000})
  void growsFromAnyCapacity(int capacity) {
    PayloadBuffer small = new PayloadBuffer(capacity);
    byte[] bytes = random(5000);
    for (int i = 0; i < 1000; i++) {
      small.write(bytes[i]);
    }
    small.write(bytes, 1000, 4000);

    assertThat(small.size()).isEqualTo(5000);
    assertThat(small.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void doublesSoThatManySmallWritesAreCopiedFewTimes() {
    int growths = 0;
    int capacity = buffer.array().length;
    for (int i = 0; i < 1_000_000; i++) {
      buffer.write(i);
      if (buffer.array().length != capacity) {
        capacity = buffer.array().length;
        growths++;
      }
    }

    assertThat(growths).isLessThanOrEqualTo(12);
    assertThat(buffer.size()).isEqualTo(1_000_000);
  }

  @Test
  void writesTheLowByteOfANumber() {
    buffer.write(0x1ff);
    buffer.write(-1);
    buffer.write(0x100);

    assertThat(buffer.toByteArray()).containsExactly(-1, -1, 0);
  }

  @Test
  void writesALongLowestByteFirst() {
    PayloadBuffer small = new PayloadBuffer(0);
    small.write(9);
    small.writeLong(0x0102030405060708L);

    assertThat(small.toByteArray()).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1);
  }

  @Test
  void writesAPartOfAnArray() {
    buffer.write(new byte[] {1, 2, 3, 4}, 1, 2);
    buffer.write(new byte[] {5});
    buffer.write(new byte[] {6}, 1, 0);

    assertThat(buffer.toByteArray()).containsExactly(2, 3, 5);
  }

  @Test
  void refusesAPartThatIsNotThereAndKeepsWhatItHolds() {
    buffer.write(1);
    byte[] bytes = new byte[4];

    assertOutOfBounds(() -> buffer.write(bytes, 1, 4));
    assertOutOfBounds(() -> buffer.write(bytes, -1, 2));
    assertOutOfBounds(() -> buffer.write(bytes, 0, -1));
    assertOutOfBounds(() -> buffer.write(bytes, 4, Integer.MAX_VALUE));
    assertThat(buffer.toByteArray()).containsExactly(1);
  }

  @Test
  void takesBytesBack() {
    buffer.write(new byte[] {1, 2, 3});
    buffer.setSize(1);
    buffer.write(4);

    assertThat(buffer.toByteArray()).containsExactly(1, 4);
  }

  @Test
  void takesBytesThatWereWrittenToItsArray() {
    buffer.write(1);
    byte[] array = buffer.reserve(300);
    Arrays.fill(array, buffer.size(), buffer.size() + 300, (byte) 2);
    buffer.setSize(301);

    assertThat(array).isSameAs(buffer.array());
    assertThat(buffer.toByteArray()).hasSize(301).startsWith(1, 2).endsWith(2);
  }

  @Test
  void reservesWithoutGrowingWhereThereIsRoom() {
    byte[] before = buffer.array();

    assertThat(buffer.reserve(before.length)).isSameAs(before);
    assertThat(buffer.reserve(before.length + 1)).isNotSameAs(before);
    assertThat(buffer.size()).isZero();
  }

  @Test
  void refusesASizeBeyondItsArray() {
    buffer.setSize(buffer.array().length);

    assertOutOfBounds(() -> buffer.setSize(buffer.array().length + 1));
    assertOutOfBounds(() -> buffer.setSize(-1));
  }

  @Test
  void adoptsAnArrayThatSomeoneGrew() {
    buffer.write(1);
    byte[] grown = Arrays.copyOf(buffer.array(), 10_000);
    grown[1] = 2;

    buffer.adopt(grown, 2);

    assertThat(buffer.array()).isSameAs(grown);
    assertThat(buffer.toByteArray()).containsExactly(1, 2);
  }

  @Test
  void adoptsAFullAndAnEmptyArray() {
    buffer.adopt(new byte[] {1, 2}, 2);
    buffer.write(3);
    assertThat(buffer.toByteArray()).containsExactly(1, 2, 3);

    buffer.adopt(new byte[0], 0);
    buffer.write(4);
    assertThat(buffer.toByteArray()).containsExactly(4);
  }

  @Test
  void refusesToAdoptMoreBytesThanTheArrayHasAndKeepsWhatItHolds() {
    buffer.write(1);

    assertOutOfBounds(() -> buffer.adopt(new byte[2], 3));
    assertOutOfBounds(() -> buffer.adopt(new byte[2], -1));
    assertThat(buffer.toByteArray()).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {PayloadBuffer.MAX_SIZE, Integer.MAX_VALUE})
  void failsWithoutAllocatingWhereAnArrayCannotHoldIt(int length) {
    buffer.write(1);

    assertThatExceptionOfType(OutOfMemoryError.class)
        .isThrownBy(() -> buffer.reserve(length))
        .withMessageContaining((length + 1L) + " bytes");
    assertThat(buffer.toByteArray()).containsExactly(1);
  }

  @Test
  void goesOnAfterItWasClosed() {
    buffer.write(1);
    buffer.close();
    buffer.write(2);

    assertThat(buffer.toByteArray()).containsExactly(1, 2);
  }

  @Test
  void givesACopyThatDoesNotChange() {
    buffer.write(1);
    byte[] copy = buffer.toByteArray();
    buffer.setSize(0);
    buffer.write(2);

    assertThat(copy).containsExactly(1);
  }

  @Test
  void writesEveryCodePointInUtf8WhereverItStands() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        String text = Character.toString(codePoint);
        assertUtf8(text);
        assertUtf8("ASCII, " + text + "?");
      }
    }
  }

  @Test
  void writesStringsOfAnyLengthInUtf8() {
    for (String pattern : List.of("a", "ab?", "aé", "日本", "abcdefgh\uFFFD", "😀", "\0")) {
      for (int length : new int[] {0, 1, 7, 8, 9, 255, 256, 257, 1023, 1024, 1025, 5000}) {
        String text = pattern.repeat(length);
        assertUtf8(text);
        assertUtf8(text + 'z');
        assertUtf8('z' + text);
      }
    }
  }

  @Test
  void writesAnUnpairedSurrogateInThreeBytes() {
    buffer.write(9);
    buffer.writeUtf8("?\uD800?");
    buffer.writeUtf8("\uDC00\uD83D\uDE00");

    assertThat(HexFormat.of().formatHex(buffer.toByteArray()))
        .isEqualTo("09" + "3feda0803f" + "edb080f09f9880");
  }

  private static void assertUtf8(String text) {
    PayloadBuffer small = new PayloadBuffer(1);
    small.write(9);
    small.writeUtf8(text);
    small.write(9);

    byte[] expected = ("\t" + text + "\t").getBytes(UTF_8);
    if (!Arrays.equals(small.toByteArray(), expected)) {
      assertThat(small.toByteArray()).as(text).isEqualTo(expected);
    }
  }

  private static void assertOutOfBounds(Runnable action) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(action::run);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
