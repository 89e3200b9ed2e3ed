package dev.cairnkv.core.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FrameRoundTripTest {

  static Stream<Arguments> frames() {
    return Stream.of(FrameKind.values())
        .flatMap(
            kind ->
                Stream.of(0L, 128L, Long.MAX_VALUE)
                    .flatMap(
                        syncedUpTo ->
                            Stream.of(0, 1, 6, 7, 8, 100, 5000)
                                .map(length -> Arguments.of(kind, syncedUpTo, length))));
  }

  @ParameterizedTest(name = "{0}, synced up to {1}, payload of {2} bytes")
  @MethodSource("frames")
  void givesBackWhatWasPutIn(FrameKind kind, long syncedUpTo, int length) {
    byte[] payload = Frames.bytes(length);
    byte[] bytes = Frames.frame(kind, 1042, payload, syncedUpTo);

    assertThat(Frames.decode(bytes)).isInstanceOf(Frame.Intact.class);
    Frame.Intact frame = (Frame.Intact) Frames.decode(bytes);

    FrameHeader header = frame.header();
    assertThat(header.kind()).isEqualTo(kind);
    assertThat(header.sequence()).isEqualTo(1042);
    assertThat(header.fingerprint()).isEqualTo(Frames.FINGERPRINT);
    assertThat(header.syncedUpTo()).isEqualTo(syncedUpTo);
    assertThat(header.payloadLength()).isEqualTo(length);
    assertThat(header.headerLength()).isEqualTo(syncedUpTo == 0 ? 33 : 41);
    assertThat(header.frameLength()).isEqualTo(bytes.length);
    assertThat(bytes.length % FrameDescriptor.ALIGNMENT).isZero();
    assertThat(frame.payload().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(payload);
    assertThat(frame.payload().isReadOnly()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void doesNotMindWhatComesBehindTheFrame(FrameKind kind) {
    byte[] frame = Frames.frame(kind, 1001, Frames.bytes(20), 0);
    byte[] more = new byte[frame.length + 100];
    Arrays.fill(more, (byte) 0xff);
    System.arraycopy(frame, 0, more, 0, frame.length);

    assertThat(Frames.decode(more)).isInstanceOf(Frame.Intact.class);
  }

  @Test
  void keepsTheLargestSequenceDelta() {
    long sequence = Frames.BASE_SEQUENCE + FrameDescriptor.MAX_SEQUENCE_DELTA;
    byte[] bytes = Frames.frame(FrameKind.PUT, sequence, new byte[0], 0);

    assertThat(header(bytes).sequence()).isEqualTo(sequence);
  }

  @Test
  void givesTheLengthsThatTheDescriptorNames() {
    assertThat(Frames.frame(FrameKind.TOMBSTONE, 1000, new byte[0], 0))
        .hasSize(FrameDescriptor.MIN_FRAME_LENGTH);
    byte[] sealPayload = new byte[FrameDescriptor.SEAL_PAYLOAD_LENGTH];
    assertThat(Frames.frame(FrameKind.SEAL, 1000, sealPayload, 128))
        .hasSize(FrameDescriptor.SEAL_LENGTH);
  }

  @Test
  void readsAHeaderWithoutThePayload() {
    byte[] bytes = Frames.frame(FrameKind.PUT, 1001, Frames.bytes(500), 128);
    MemorySegment header = MemorySegment.ofArray(bytes).asSlice(0, 41);

    FrameHeader decoded = Frames.DECODER.decodeHeader(header, Frames.OFFSET);

    assertThat(decoded).isEqualTo(header(bytes));
  }

  @Test
  void readsFromMappedMemoryAsFromAnArray() {
    byte[] bytes = Frames.frame(FrameKind.PUT, 1001, Frames.bytes(77), 0);
    try (var arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);

      assertThat(Frames.DECODER.decode(memory, Frames.OFFSET)).isInstanceOf(Frame.Intact.class);
    }
  }

  private static FrameHeader header(byte[] bytes) {
    return ((Frame.Intact) Frames.decode(bytes)).header();
  }

  @Test
  void givesBackThePlaceInABatchAndTheExpiry() {
    Frame frame = Frames.decode(Frames.batchFrame(1006, Frames.bytes(20), 3, 4));

    FrameHeader header = ((Frame.Intact) frame).header();
    assertThat(header.batch()).isEqualTo(new BatchPlace(3, 4));
    assertThat(header.expiryEpochMillis()).isEqualTo(1_900_000_000_000L);
    assertThat(header.syncedUpTo()).isEqualTo(512);
    assertThat(header.headerLength()).isEqualTo(FrameDescriptor.MAX_HEADER_LENGTH);
  }
}
