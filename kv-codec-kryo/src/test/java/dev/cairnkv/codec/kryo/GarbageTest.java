package dev.cairnkv.codec.kryo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Strings and bytes are written without garbage, and read with that of one small object. */
final class GarbageTest {

  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private static final int WARM_UP = 50_000;
  private static final int CALLS = 20_000;

  /** A string with its array, or an array, of 100 bytes. */
  private static final int VALUE_BYTES = 144;

  /** What the compiler leaves out only where it sees the whole of a call. */
  private static final int CURSOR_BYTES = 40;

  /** Keeps the compiler from leaving out what is measured. */
  @SuppressWarnings("unused")
  private static volatile @Nullable Object sink;

  @Test
  void leavesNoGarbageOfStrings() {
    assertLittleGarbage(KryoCodec.strings(), "k".repeat(16), "v".repeat(100));
  }

  @Test
  void leavesNoGarbageOfBytes() {
    assertLittleGarbage(
        KryoCodec.bytes(), "k".repeat(16).getBytes(UTF_8), "v".repeat(100).getBytes(UTF_8));
  }

  private static <T> void assertLittleGarbage(Codec<T, T> codec, T key, T value) {
    PayloadBuffer target = new PayloadBuffer();
    Runnable encode =
        () -> {
          target.setSize(0);
          codec.encode(key, value, target);
        };
    assertThat(bytesPerCall(encode)).isLessThan(1);

    byte[] payload = target.array();
    int length = target.size();
    assertThat(bytesPerCall(() -> sink = codec.decodeValue(key, payload, 0, length)))
        .isLessThanOrEqualTo(VALUE_BYTES + CURSOR_BYTES);
  }

  private static double bytesPerCall(Runnable call) {
    repeat(call, WARM_UP);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    repeat(call, CALLS);
    return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
  }

  private static void repeat(Runnable call, int times) {
    for (int i = 0; i < times; i++) {
      call.run();
    }
  }
}
