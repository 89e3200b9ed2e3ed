package dev.cairnkv.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract catches codecs that break it. */
final class CodecContractTest {

  @Test
  void catchesACodecThatLosesAnEmptyValue() {
    var contract =
        contractOf(
            () ->
                new LengthPrefixedCodec() {
                  @Override
                  public void encode(String key, byte[] value, PayloadBuffer target) {
                    super.encode(key, value.length == 0 ? new byte[1] : value, target);
                  }
                });
    assertCaught(contract::givesBackWhatItEncoded);
  }

  @Test
  void catchesACodecThatDependsOnItsOwnState() {
    var contract =
        contractOf(
            () ->
                new LengthPrefixedCodec() {
                  private final int mask = System.identityHashCode(new Object()) | 1;

                  @Override
                  public void encode(String key, byte[] value, PayloadBuffer target) {
                    super.encode(key, mask(value), target);
                  }

                  @Override
                  public KeyValue<String, byte[]> decode(MemorySegment payload) {
                    KeyValue<String, byte[]> decoded = super.decode(payload);
                    return new KeyValue<>(decoded.key(), mask(decoded.value()));
                  }

                  private byte[] mask(byte[] bytes) {
                    byte[] masked = bytes.clone();
                    for (int i = 0; i < masked.length; i++) {
                      masked[i] ^= (byte) (mask >> i % Integer.SIZE);
                    }
                    return masked;
                  }
                });
    assertPasses(contract::givesBackWhatItEncoded);
    assertCaught(contract::decodesWhatAnotherInstanceEncoded);
  }

  @Test
  void catchesACodecThatStartsAtTheBeginningOfTheBuffer() {
    var contract =
        contractOf(
            () ->
                new LengthPrefixedCodec() {
                  @Override
                  public void encode(String key, byte[] value, PayloadBuffer target) {
                    target.setSize(0);
                    super.encode(key, value, target);
                  }
                });
    assertPasses(contract::givesBackWhatItEncoded);
    assertCaught(contract::appendsBehindWhatTheBufferHolds);
    assertCaught(contract::appendsSeveralPayloadsToOneBuffer);
  }

  @Test
  void catchesACodecThatReusesTheArrayOfAnEarlierBuffer() {
    var contract =
        contractOf(
            () ->
                new LengthPrefixedCodec() {
                  private byte @Nullable [] kept;

                  @Override
                  public void encode(String key, byte[] value, PayloadBuffer target) {
                    if (kept != null) {
                      Arrays.fill(kept, (byte) 0);
                    }
                    super.encode(key, value, target);
                    kept = target.array();
                  }
                });
    assertPasses(contract::givesBackWhatItEncoded);
    assertCaught(contract::keepsNoReferenceToTheBuffer);
  }

  @Test
  void catchesACodecThatHandsOutTheArrayOfThePayload() {
    var contract =
        contractOf(
            () ->
                new LengthPrefixedCodec() {
                  @Override
                  public void encode(String key, byte[] value, PayloadBuffer target) {
                    target.write(value);
                  }

                  @Override
                  public KeyValue<String, byte[]> decode(MemorySegment payload) {
                    byte[] value =
                        payload
                            .heapBase()
                            .map(byte[].class::cast)
                            .orElseGet(() -> payload.toArray(ValueLayout.JAVA_BYTE));
                    return new KeyValue<>("", value);
                  }
                });
    assertCaught(contract::keepsNoReferenceToTheSegment);
  }

  @Test
  void catchesACodecThatCannotReadNativeMemory() {
    var contract =
        contractOf(
            () ->
                new LengthPrefixedCodec() {
                  @Override
                  public KeyValue<String, byte[]> decode(MemorySegment payload) {
                    payload.asByteBuffer().duplicate().array();
                    return super.decode(payload);
                  }
                });
    assertCaught(contract::decodesFromAnyMemory);
  }

  @Test
  void catchesACodecWithAnotherExceptionForABadPayload() {
    var contract =
        contractOf(
            () ->
                new LengthPrefixedCodec() {
                  @Override
                  public KeyValue<String, byte[]> decode(MemorySegment payload) {
                    payload.get(ValueLayout.JAVA_BYTE, Long.BYTES - 1);
                    return super.decode(payload);
                  }
                });
    assertPasses(contract::givesBackWhatItEncoded);
    assertCaught(contract::answersAPayloadCutAtAnyLength);
  }

  @Test
  void catchesACodecThatBelievesALength() {
    var contract =
        contractOf(
            () ->
                new LengthPrefixedCodec() {
                  @Override
                  public KeyValue<String, byte[]> decode(MemorySegment payload) {
                    if (payload.byteSize() >= Long.BYTES) {
                      long length = payload.get(ValueLayout.JAVA_LONG_UNALIGNED, 0);
                      sink = new byte[(int) Math.min(Math.max(length, 0), 1 << 26)];
                    }
                    return super.decode(payload);
                  }
                });
    assertPasses(contract::givesBackWhatItEncoded);
    assertCaught(contract::answersAPayloadWithForgedLengths);
  }

  @Test
  void catchesACodecThatFindsTheValueOfAKeyThatOnlyBeginsAlike() {
    var contract =
        contractOf(
            () ->
                new LengthPrefixedCodec() {
                  @Override
                  public byte @Nullable [] decodeValue(
                      String key, byte[] payload, int offset, int length) {
                    KeyValue<String, byte[]> decoded = decode(range(payload, offset, length));
                    return key.startsWith(decoded.key()) ? decoded.value() : null;
                  }
                });
    assertPasses(contract::findsTheValueOfItsOwnKeyWithinAnArray);
    assertCaught(contract::findsNoValueForAnotherKey);
  }

  @Test
  void catchesACodecThatLooksBeyondTheRange() {
    var contract =
        contractOf(
            () ->
                new LengthPrefixedCodec() {
                  @Override
                  public byte @Nullable [] decodeValue(
                      String key, byte[] payload, int offset, int length) {
                    KeyValue<String, byte[]> decoded =
                        decode(range(payload, offset, payload.length - offset));
                    return decoded.key().equals(key) ? decoded.value() : null;
                  }
                });
    assertCaught(contract::findsTheValueOfItsOwnKeyWithinAnArray);
  }

  @Test
  void catchesACodecThatFindsAValueInAPayloadThatIsCut() {
    var contract =
        contractOf(
            () ->
                new LengthPrefixedCodec() {
                  @Override
                  public byte @Nullable [] decodeValue(
                      String key, byte[] payload, int offset, int length) {
                    try {
                      return super.decodeValue(key, payload, offset, length);
                    } catch (CodecException e) {
                      return new byte[0];
                    }
                  }
                });
    assertPasses(contract::findsTheValueOfItsOwnKeyWithinAnArray);
    assertPasses(contract::findsNoValueForAnotherKey);
    assertCaught(contract::findsNoValueInAHostilePayloadThatDoesNotDecode);
  }

  @Test
  void catchesACodecWithAnotherExceptionWhereItLooksForTheKey() {
    var contract =
        contractOf(
            () ->
                new LengthPrefixedCodec() {
                  @Override
                  public byte @Nullable [] decodeValue(
                      String key, byte[] payload, int offset, int length) {
                    MemorySegment range = range(payload, offset, length);
                    range.get(ValueLayout.JAVA_BYTE, Long.BYTES - 1);
                    return super.decodeValue(key, payload, offset, length);
                  }
                });
    assertPasses(contract::findsTheValueOfItsOwnKeyWithinAnArray);
    assertCaught(contract::findsNoValueInAHostilePayloadThatDoesNotDecode);
  }

  @Test
  void catchesACodecThatOnlyOneThreadMayUse() {
    CountDownLatch two = new CountDownLatch(2);
    var contract =
        contractOf(
            () ->
                new LengthPrefixedCodec() {
                  @Override
                  public void encode(String key, byte[] value, PayloadBuffer target) {
                    two.countDown();
                    try {
                      two.await();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                    throw new IllegalStateException("two threads are here at once");
                  }
                });
    assertThatThrownBy(contract::servesManyThreadsAtOnce)
        .hasMessageContaining("two threads are here at once");
  }

  @Test
  void catchesABadIdAndABadVersion() {
    var contract =
        contractOf(
            () ->
                new LengthPrefixedCodec() {
                  @Override
                  public String id() {
                    return "No Spaces";
                  }

                  @Override
                  public int version() {
                    return 0;
                  }

                  @Override
                  public boolean canDecode(int version, long schemaFingerprint) {
                    return false;
                  }
                });
    assertCaught(contract::hasAnIdOfTheFormRequired);
    assertCaught(contract::hasAVersionFromOne);
    assertCaught(contract::claimsToDecodeItsOwnVersionAndSchema);
  }

  /** Keeps the compiler from dropping an allocation. */
  @SuppressWarnings("unused")
  private static volatile byte @Nullable [] sink;

  private static MemorySegment range(byte[] payload, int offset, int length) {
    return MemorySegment.ofArray(payload).asSlice(offset, length);
  }

  private static void assertPasses(ThrowingCallable test) {
    assertThatCode(test).doesNotThrowAnyException();
  }

  private static void assertCaught(ThrowingCallable test) {
    assertThatThrownBy(test).isInstanceOf(Throwable.class);
  }

  private static CodecContract<String, byte[]> contractOf(Supplier<Codec<String, byte[]>> codecs) {
    return new CodecContract<>() {
      @Override
      protected Codec<String, byte[]> newCodec() {
        return codecs.get();
      }

      @Override
      protected List<KeyValue<String, byte[]>> samples() {
        return LengthPrefixedCodecTest.samplesOfBytes();
      }
    };
  }
}
