package dev.cairnkv.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.KvStore;
import dev.cairnkv.StorageException;
import dev.cairnkv.app.config.KvConfig;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Reads records until that is compiled, then cuts the file under the mapping, and reads again. */
final class DeviceFailureMain {
  private static final int RECORDS = 2_000;
  private static final int VALUE_BYTES = 4_000;
  private static final int ROUNDS = 20;
  private static final int LEFT_BYTES = 1 << 20;

  private DeviceFailureMain() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0], "store");
    KvStore<byte[], byte[]> store = Main.open(KvConfig.defaults().withDirectory(directory));
    byte[] value = new byte[VALUE_BYTES];
    Arrays.fill(value, (byte) 'v');
    for (int i = 0; i < RECORDS; i++) {
      store.put(key(i), value);
    }
    for (int round = 0; round < ROUNDS; round++) {
      readAll(store);
    }
    Path shard = directory.resolve("00000001.shard");
    try (FileChannel file = FileChannel.open(shard, StandardOpenOption.WRITE)) {
      file.truncate(LEFT_BYTES);
    }
    int failed = readAll(store);
    System.out.println(RECORDS - failed + " read, " + failed + " failed");
    Runtime.getRuntime().halt(0); // there is nothing left to shut down cleanly
  }

  /** Returns how many records could not be read. */
  private static int readAll(KvStore<byte[], byte[]> store) {
    int failed = 0;
    for (int i = 0; i < RECORDS; i++) {
      try {
        if (store.get(key(i)) == null) {
          throw new AssertionError("record " + i + " counts as missing");
        }
      } catch (StorageException | CorruptFrameException e) {
        failed++;
      }
    }
    return failed;
  }

  private static byte[] key(int number) {
    return Integer.toString(number).getBytes(UTF_8);
  }
}
