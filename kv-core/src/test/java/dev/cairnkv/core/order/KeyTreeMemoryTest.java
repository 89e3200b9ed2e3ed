package dev.cairnkv.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a key of 16 bytes costs, measured in the heap. */
class KeyTreeMemoryTest {
  private static final int KEYS = 300_000;
  private static final int MOST_BYTES_A_KEY = 30;

  private static double bytesPerKey(Supplier<Object> keys) {
    long before = usedBytes();
    Object held = keys.get();
    long after = usedBytes();
    assertThat(held).isNotNull();
    return (double) (after - before) / KEYS;
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }

  private static byte[] key(SplittableRandom random) {
    return ByteBuffer.allocate(16).putLong(random.nextLong()).putLong(random.nextLong()).array();
  }

  private static Object tree() {
    SplittableRandom random = new SplittableRandom(1);
    KeyTree tree = KeyTree.EMPTY;
    for (int i = 0; i < KEYS; i++) {
      tree = tree.with(key(random));
    }
    return tree;
  }

  /**
   * The JDK's set that lets readers in while it is written to, which this one was made instead of.
   */
  private static Object skipList() {
    SplittableRandom random = new SplittableRandom(1);
    ConcurrentSkipListSet<byte[]> set = new ConcurrentSkipListSet<>(Arrays::compareUnsigned);
    for (int i = 0; i < KEYS; i++) {
      set.add(key(random));
    }
    return set;
  }

  @Test
  void takesLittleMoreThanTheKeysThemselves() {
    double tree = bytesPerKey(KeyTreeMemoryTest::tree);
    double skipList = bytesPerKey(KeyTreeMemoryTest::skipList);

    System.out.printf("bytes a key of 16 bytes: tree %.1f, skip list %.1f%n", tree, skipList);
    assertThat(tree).isBetween(16.0, (double) MOST_BYTES_A_KEY);
    assertThat(skipList).isGreaterThan(2 * tree);
  }
}
