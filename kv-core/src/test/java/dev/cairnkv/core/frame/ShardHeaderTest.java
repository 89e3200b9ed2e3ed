package dev.cairnkv.core.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairnkv.WrongFormatException;
import dev.cairnkv.spi.ShardStorage;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardHeaderTest {
  private static final ShardHeader HEADER =
      new ShardHeader(
          7, Frames.STORE, 64L << 20, 1000, 1_790_000_000_000L, new CodecStamp("json", 1, 0));

  static Stream<ShardHeader> headers() {
    return Stream.of(
        HEADER,
        new ShardHeader(1, new UUID(0, 0), 4096, 1, 0, new CodecStamp("a", 1, -1)),
        new ShardHeader(
            ShardStorage.MAX_SHARD_ID,
            new UUID(-1, -1),
            2L << 30,
            Long.MAX_VALUE,
            -1,
            new CodecStamp("x".repeat(32), Integer.MAX_VALUE, Long.MIN_VALUE)));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void givesBackWhatWasPutIn(ShardHeader header) {
    byte[] bytes = header.encode();

    assertThat(bytes).hasSize(ShardHeaderDescriptor.LENGTH);
    assertThat(decode(bytes)).isEqualTo(header);
  }

  @Test
  void doesNotMindWhatComesBehindTheHeader() {
    byte[] shard = Arrays.copyOf(HEADER.encode(), 4096);
    Arrays.fill(shard, ShardHeaderDescriptor.LENGTH, shard.length, (byte) 0xff);

    assertThat(decode(shard)).isEqualTo(HEADER);
  }

  @ParameterizedTest
  @MethodSource("headers")
  void refusesEachFlippedBit(ShardHeader header) {
    byte[] bytes = header.encode();
    for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      byte[] flipped = Frames.flipped(bytes, bit);

      assertThatExceptionOfType(WrongFormatException.class)
          .as("bit %d of byte %d flipped", bit % 8, bit / 8)
          .isThrownBy(() -> decode(flipped))
          .withMessageStartingWith("shard 7 of memory ");
    }
  }

  @ParameterizedTest
  @MethodSource("headers")
  void correctsEachFlippedBit(ShardHeader header) {
    byte[] bytes = header.encode();
    for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));

      assertThat(ShardHeader.correct(MemorySegment.ofArray(flipped), "shard 7 of memory"))
          .as("bit %d of byte %d flipped", bit % 8, bit / 8)
          .isEqualTo(header);
    }
  }

  @Test
  void correctsNothingWhereTwoBitsAreWrong() {
    byte[] flipped = HEADER.encode();
    flipped[8] ^= 3;

    assertThat(ShardHeader.correct(MemorySegment.ofArray(flipped), "shard 7 of memory")).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {105, 110, 123})
  void refusesWhatIsKeptForLaterVersions(int offset) {
    byte[] bytes = HEADER.encode();
    bytes[offset] = 1;
    sign(bytes);

    assertRefused(bytes).withMessageContaining("byte " + offset);
  }

  @Test
  void refusesAnotherMagic() {
    byte[] bytes = HEADER.encode();
    bytes[0] = 'X';
    sign(bytes);

    assertRefused(bytes).withMessageContaining("is not a shard");
  }

  @Test
  void refusesANewerFormatAndNamesBoth() {
    byte[] bytes = HEADER.encode();
    bytes[ShardHeaderDescriptor.FORMAT_OFFSET] = 2;
    sign(bytes);

    assertRefused(bytes).withMessageContaining("format 2").withMessageContaining("format 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 33, 127, 255})
  void refusesACodecIdOfALengthThatCannotBe(int length) {
    byte[] bytes = HEADER.encode();
    bytes[ShardHeaderDescriptor.CODEC_ID_LENGTH] = (byte) length;
    sign(bytes);

    assertRefused(bytes);
  }

  /** Once an {@link IllegalArgumentException} of the codec stamp came out instead. */
  @Test
  void refusesACodecIdOfCharactersThatCannotBe() {
    byte[] bytes = HEADER.encode();
    bytes[ShardHeaderDescriptor.CODEC_ID] = 'J';
    sign(bytes);

    assertRefused(bytes).withMessageContaining("codec id");
  }

  @Test
  void refusesEachShorterInput() {
    byte[] bytes = HEADER.encode();
    for (int length = 0; length < bytes.length; length++) {
      int found = length;
      assertRefused(Arrays.copyOf(bytes, length)).withMessageContaining(found + " bytes");
    }
  }

  @Test
  void refusesZeros() {
    assertRefused(new byte[4096]).withMessageContaining("is not a shard");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "JSON", "js on", "ä", "a/b", "123456789012345678901234567890123"})
  void refusesAStampWithAnIdThatNoCodecMayHave(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CodecStamp(id, 1, 0))
        .withMessageContaining("'" + id + "'");
  }

  private static ThrowableAssertAlternative<WrongFormatException> assertRefused(byte[] bytes) {
    return assertThatExceptionOfType(WrongFormatException.class).isThrownBy(() -> decode(bytes));
  }

  private static ShardHeader decode(byte[] bytes) {
    return ShardHeader.decode(MemorySegment.ofArray(bytes), "shard 7 of memory");
  }

  /** Makes the checksum right again. */
  private static void sign(byte[] header) {
    int checksum = Checksum.plain(header, 0, ShardHeaderDescriptor.CHECKSUM);
    LittleEndian.putInt(header, ShardHeaderDescriptor.CHECKSUM, checksum);
  }
}
