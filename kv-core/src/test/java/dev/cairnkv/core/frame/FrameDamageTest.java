package dev.cairnkv.core.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FrameDamageTest {

  static Stream<Arguments> frames() {
    return Stream.of(
        Arguments.of("put", Frames.frame(FrameKind.PUT, 1001, Frames.bytes(52), 0)),
        Arguments.of("stamped put", Frames.frame(FrameKind.PUT, 1002, Frames.bytes(7), 4096)),
        Arguments.of("empty put", Frames.frame(FrameKind.PUT, 1003, new byte[0], 0)),
        Arguments.of("tombstone", Frames.frame(FrameKind.TOMBSTONE, 1004, new byte[0], 0)),
        Arguments.of("stamped tombstone", Frames.frame(FrameKind.TOMBSTONE, 1005, new byte[0], 8)),
        Arguments.of("frame of a batch", Frames.batchFrame(1006, Frames.bytes(20), 3, 4)),
        Arguments.of("seal", Frames.frame(FrameKind.SEAL, 1005, Frames.bytes(8), 4096)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void noticesEachFlippedBit(String name, byte[] frame) {
    assertThat(Frames.decode(frame)).isInstanceOf(Frame.Intact.class);
    for (int bit = 0; bit < frame.length * Byte.SIZE; bit++) {
      assertThat(Frames.decode(Frames.flipped(frame, bit)))
          .as("%s with bit %d of byte %d flipped", name, bit % 8, bit / 8)
          .isNotInstanceOf(Frame.Intact.class);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void findsTheHeaderThatOneFlippedBitHid(String name, byte[] frame) {
    FrameHeader header = ((Frame.Intact) Frames.decode(frame)).header();
    for (int bit = 0; bit < header.headerLength() * Byte.SIZE; bit++) {
      byte[] flipped = Frames.flipped(frame, bit);

      assertThat(Frames.DECODER.correctHeader(MemorySegment.ofArray(flipped), Frames.OFFSET))
          .as("%s with bit %d of byte %d flipped", name, bit % 8, bit / 8)
          .isEqualTo(header);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void findsNoHeaderWhereMoreBitsAreWrong(String name, byte[] frame) {
    for (int bit = 0; bit < 32 * Byte.SIZE; bit++) {
      byte[] flipped = Frames.flipped(Frames.flipped(frame, bit), (bit + 57) % 256);

      assertThat(Frames.DECODER.correctHeader(MemorySegment.ofArray(flipped), Frames.OFFSET))
          .as("%s with bits %d and %d flipped", name, bit, (bit + 57) % 256)
          .isNull();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void noticesEachTwoFlippedBits(String name, byte[] frame) {
    Random random = new Random(1);
    int bits = frame.length * Byte.SIZE;
    for (int i = 0; i < 20_000; i++) {
      int first = random.nextInt(bits);
      int second = (first + 1 + random.nextInt(bits - 1)) % bits;
      byte[] damaged = Frames.flipped(Frames.flipped(frame, first), second);

      assertThat(Frames.decode(damaged))
          .as("%s with bits %d and %d flipped", name, first, second)
          .isNotInstanceOf(Frame.Intact.class);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void tellsADamagedHeaderFromADamagedPayload(String name, byte[] frame) {
    int headerLength = ((Frame.Intact) Frames.decode(frame)).header().headerLength();
    for (int bit = 0; bit < frame.length * Byte.SIZE; bit++) {
      Class<? extends Frame> expected =
          bit < headerLength * Byte.SIZE ? Frame.NoFrame.class : Frame.DamagedPayload.class;

      assertThat(Frames.decode(Frames.flipped(frame, bit)))
          .as("%s with bit %d flipped", name, bit)
          .isInstanceOf(expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void noticesAFrameAtAnotherOffset(String name, byte[] frame) {
    MemorySegment bytes = MemorySegment.ofArray(frame);
    for (long offset = 0; offset < 3 * Frames.OFFSET; offset += FrameDescriptor.ALIGNMENT) {
      if (offset != Frames.OFFSET) {
        assertThat(Frames.DECODER.decode(bytes, offset))
            .as("%s at offset %d", name, offset)
            .isInstanceOf(Frame.NoFrame.class);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void noticesAFrameOfAnotherShard(String name, byte[] frame) {
    MemorySegment bytes = MemorySegment.ofArray(frame);
    for (int shard = 1; shard < 1000; shard++) {
      if (shard != Frames.SHARD) {
        FrameDecoder other = new FrameDecoder(Checksum.of(Frames.STORE, shard), 1000);

        assertThat(other.decode(bytes, Frames.OFFSET))
            .as("%s in shard %d", name, shard)
            .isInstanceOf(Frame.NoFrame.class);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void noticesAFrameOfAnotherStore(String name, byte[] frame) {
    MemorySegment bytes = MemorySegment.ofArray(frame);
    for (int bit = 0; bit < Long.SIZE; bit++) {
      long high = Frames.STORE.getMostSignificantBits();
      long low = Frames.STORE.getLeastSignificantBits();
      for (UUID other :
          new UUID[] {new UUID(high ^ 1L << bit, low), new UUID(high, low ^ 1L << bit)}) {
        FrameDecoder decoder = new FrameDecoder(Checksum.of(other, Frames.SHARD), 1000);

        assertThat(decoder.decode(bytes, Frames.OFFSET))
            .as("%s in store %s", name, other)
            .isInstanceOf(Frame.NoFrame.class);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void noticesAViewThatEndsEarly(String name, byte[] frame) {
    int headerLength = ((Frame.Intact) Frames.decode(frame)).header().headerLength();
    for (int length = 0; length < frame.length; length++) {
      Class<? extends Frame> expected =
          length < headerLength ? Frame.NoFrame.class : Frame.DamagedPayload.class;

      assertThat(Frames.decode(Arrays.copyOf(frame, length)))
          .as("%s cut to %d bytes", name, length)
          .isInstanceOf(expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void noticesATornWriteAtEachByte(String name, byte[] frame) {
    for (int written = 0; written < frame.length; written++) {
      byte[] torn = Arrays.copyOf(Arrays.copyOf(frame, written), frame.length);
      if (!Arrays.equals(torn, frame)) {
        assertThat(Frames.decode(torn))
            .as("%s of which %d bytes were written", name, written)
            .isNotInstanceOf(Frame.Intact.class);
      }
    }
  }

  @Test
  void takesALengthLargerThanTheViewForDamage() {
    for (int payloadLength : new int[] {60, 61, 1 << 20, Integer.MAX_VALUE, -1}) {
      byte[] frame = Frames.frame(FrameKind.PUT, 1001, Frames.bytes(52), 0);
      LittleEndian.putInt(frame, FrameDescriptor.PAYLOAD_LENGTH, payloadLength);
      sign(frame);

      assertThat(Frames.decode(frame))
          .asInstanceOf(type(Frame.DamagedPayload.class))
          .satisfies(
              damaged ->
                  assertThat(damaged.header().payloadLength())
                      .isEqualTo(Integer.toUnsignedLong(payloadLength)));
    }
  }

  @Test
  void takesAnUnknownKindForNoFrameThoughItsChecksumIsRight() {
    for (int kind = 0; kind < 16; kind++) {
      byte[] frame = Frames.frame(FrameKind.PUT, 1001, Frames.bytes(52), 0);
      frame[FrameDescriptor.KIND_AND_FLAGS] = (byte) kind;
      sign(frame);

      assertThat(Frames.decode(frame))
          .as("kind %d", kind)
          .isInstanceOf(kind >= 1 && kind <= 3 ? Frame.Intact.class : Frame.NoFrame.class);
    }
  }

  @Test
  void takesAnUnknownFlagForNoFrameThoughItsChecksumIsRight() {
    for (int flag : new int[] {0x20, 0x40, 0x80}) {
      byte[] frame = Frames.frame(FrameKind.PUT, 1001, Frames.bytes(52), 0);
      frame[FrameDescriptor.KIND_AND_FLAGS] = (byte) (FrameKind.PUT.code() | flag);
      sign(frame);

      assertThat(Frames.decode(frame)).as("flag %x", flag).isInstanceOf(Frame.NoFrame.class);
    }
  }

  @Test
  void findsNoFrameInZeros() {
    for (int length : new int[] {0, 1, 32, 33, 40, 4096}) {
      assertThat(Frames.decode(new byte[length])).isEqualTo(new Frame.NoFrame());
    }
  }

  @Test
  void findsNoFrameInAPlaceWithOneBitSet() {
    int frameBits = FrameDescriptor.MIN_FRAME_LENGTH * Byte.SIZE;
    for (int bit = 0; bit < frameBits; bit++) {
      byte[] bytes = Frames.flipped(new byte[64], bit);

      assertThat(Frames.decode(bytes)).isEqualTo(new Frame.NoFrame());
    }
  }

  @Test
  void findsNoFrameInRandomBytes() {
    Random random = new Random(2);
    byte[] bytes = new byte[128];
    for (int i = 0; i < 100_000; i++) {
      random.nextBytes(bytes);

      assertThat(Frames.decode(bytes)).isEqualTo(new Frame.NoFrame());
    }
  }

  /** Makes the header checksum right again. */
  private static void sign(byte[] frame) {
    int covered = FrameDescriptor.HEADER_COVERED;
    int plain = Checksum.plain(frame, covered, FrameDescriptor.HEADER_LENGTH - covered);
    LittleEndian.putInt(frame, 0, Frames.CHECKSUM.salted(plain, Frames.OFFSET + covered));
  }
}
