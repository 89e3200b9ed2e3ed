package dev.cairnkv.reliability.fuzz;

import dev.cairnkv.Cursor;
import dev.cairnkv.KvException;
import dev.cairnkv.KvStore;
import dev.cairnkv.reliability.image.Image;
import dev.cairnkv.reliability.image.ImageStorage;
import dev.cairnkv.reliability.image.Images;
import dev.cairnkv.spi.ShardStorage;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Uses a store whose bytes may be anything. Typed errors are right answers; everything else that is
 * thrown, and a mass of memory asked for, is a finding.
 */
final class Hostile {
  private static final long MOST_ALLOCATED_BYTES = 64L << 20;
  private static final com.sun.management.ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);

  private Hostile() {}

  /**
   * Restores an image, reads, restores once more, writes, and shuts down.
   *
   * @return whether all of that could be done
   */
  static boolean use(Image image) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    boolean served = useUntilRefused(image);
    // Once more if it was much: loading classes, which a fuzzer instruments, is not the store's.
    if (allocatedSince(before) > MOST_ALLOCATED_BYTES) {
      before = THREADS.getCurrentThreadAllocatedBytes();
      served = useUntilRefused(image);
      long allocated = allocatedSince(before);
      if (allocated > MOST_ALLOCATED_BYTES) {
        throw new IllegalStateException("%d bytes were allocated".formatted(allocated));
      }
    }
    return served;
  }

  private static long allocatedSince(long before) {
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static boolean useUntilRefused(Image image) {
    try {
      ImageStorage storage = new ImageStorage(image);
      List<String> first = answers(restore(storage));
      KvStore<Long, byte[]> again = restore(new ImageStorage(storage.image()));
      List<String> second = answers(again);
      if (!first.equals(second)) {
        throw new IllegalStateException(
            "restoring again gives %s instead of %s".formatted(second, first));
      }
      write(again);
      return true;
    } catch (KvException typed) {
      Objects.requireNonNull(typed.getMessage(), "a typed error says what is wrong");
      return false;
    }
  }

  private static KvStore<Long, byte[]> restore(ShardStorage storage) {
    return Images.restore(storage, Images.options(Seeds.SHARD_SIZE));
  }

  private static List<String> answers(KvStore<Long, byte[]> store) {
    List<String> answers = new ArrayList<>();
    for (long key = 0; key <= Seeds.KEYS; key++) {
      answers.add(answer(store, key));
    }
    return answers;
  }

  private static String answer(KvStore<Long, byte[]> store, long key) {
    try {
      byte @Nullable [] value = store.get(key);
      return value == null ? "missing" : value.length + " bytes #" + Arrays.hashCode(value);
    } catch (KvException e) {
      return e.getClass().getSimpleName();
    }
  }

  private static void write(KvStore<Long, byte[]> store) {
    try (store) {
      walk(store);
      byte[] value = {1, 2, 3};
      store.put(0L, value);
      if (!Arrays.equals(store.get(0L), value)) {
        throw new IllegalStateException("what was just put is not there");
      }
      store.delete(0L);
      if (store.get(0L) != null) {
        throw new IllegalStateException("what was just deleted is there");
      }
    }
  }

  /** Takes all that a cursor gives, up to the first damage. */
  private static void walk(KvStore<Long, byte[]> store) {
    try (Cursor<Long, byte[]> cursor = store.cursor()) {
      while (cursor.hasNext()) {
        Objects.requireNonNull(cursor.next().value(), "a cursor gives values");
      }
    } catch (KvException typed) {
      Objects.requireNonNull(typed.getMessage(), "a typed error says what is wrong");
    }
  }
}
