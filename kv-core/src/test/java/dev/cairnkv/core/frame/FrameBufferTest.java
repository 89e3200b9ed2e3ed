package dev.cairnkv.core.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameBufferTest {
  private final FrameBuffer buffer = new FrameBuffer();

  @Test
  void makesTheSameFrameAfterALargeOneAsWhenNew() {
    byte[] large = new byte[100_000];
    Arrays.fill(large, (byte) 0xff);
    for (int length = 0; length < 100; length++) {
      byte[] payload = Frames.bytes(length);
      byte[] expected = Frames.frame(FrameKind.PUT, 1001, payload, 0);
      byte[] expectedStamped = Frames.frame(FrameKind.PUT, 1001, payload, 4096);

      Frames.frame(buffer, FrameKind.PUT, 1000, large, 8);

      assertThat(Frames.frame(buffer, FrameKind.PUT, 1001, payload, 0)).isEqualTo(expected);
      assertThat(Frames.frame(buffer, FrameKind.PUT, 1001, payload, 4096))
          .isEqualTo(expectedStamped);
    }
  }

  @Test
  void keepsThePayloadWhereAStampMovesTheStart() {
    buffer.begin(Frames.FINGERPRINT);
    buffer.payload().write(Frames.bytes(52));
    buffer.endPayload();

    int stamped = buffer.complete(FrameKind.PUT, 1, 128, 4096, Frames.CHECKSUM);
    int plain = buffer.complete(FrameKind.PUT, 1, 0, 4096, Frames.CHECKSUM);

    assertThat(plain - stamped).isEqualTo(FrameDescriptor.OPTIONAL_LENGTH);
    assertThat(buffer.frameLength(true) - buffer.frameLength(false)).isEqualTo(8);
  }

  @Test
  void givesTheLengthOfThePayloadWithoutPadding() {
    buffer.begin(Frames.FINGERPRINT);
    buffer.payload().write(Frames.bytes(52));
    buffer.endPayload();

    assertThat(buffer.payloadLength()).isEqualTo(52);
    assertThat(buffer.frameLength(false)).isEqualTo(88);
  }

  @Test
  void forgetsThePayloadOfAFrameThatWasGivenUp() {
    buffer.begin(Frames.FINGERPRINT);
    buffer.payload().write(Frames.bytes(300));

    byte[] frame = Frames.frame(buffer, FrameKind.TOMBSTONE, 1001, new byte[0], 0);

    assertThat(frame).isEqualTo(Frames.frame(FrameKind.TOMBSTONE, 1001, new byte[0], 0));
  }

  @Test
  void takesAPayloadIntoAnArrayThatWasGrownElsewhere() {
    buffer.begin(Frames.FINGERPRINT);
    int start = buffer.payload().size();
    byte[] grown = Arrays.copyOf(buffer.payload().array(), 4096);
    System.arraycopy(Frames.bytes(1000), 0, grown, start, 1000);
    buffer.payload().adopt(grown, start + 1000);
    buffer.endPayload();
    int from = buffer.complete(FrameKind.PUT, 1, 0, Frames.OFFSET, Frames.CHECKSUM);
    byte[] frame = Arrays.copyOfRange(buffer.array(), from, from + buffer.frameLength(false));

    assertThat(frame).isEqualTo(Frames.frame(FrameKind.PUT, 1001, Frames.bytes(1000), 0));
  }

  @Test
  void saysHowMuchItOccupies() {
    Frames.frame(buffer, FrameKind.PUT, 1001, Frames.bytes(100_000), 0);

    assertThat(buffer.capacity()).isGreaterThanOrEqualTo(100_033);
  }
}
