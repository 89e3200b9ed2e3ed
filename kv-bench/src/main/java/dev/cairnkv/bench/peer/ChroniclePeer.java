package dev.cairnkv.bench.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import net.openhft.chronicle.map.ChronicleMap;
import org.jspecify.annotations.Nullable;

/** Chronicle Map: a hash table in a mapped file. */
final class ChroniclePeer implements Peer<byte[]> {

  static final PeerKind<byte[]> KIND =
      new PeerKind<>(
          "chronicle",
          "Chronicle Map 2026.1",
          Form.BYTES,
          EnumSet.of(Trait.PERSISTENT, Trait.SURVIVES_KILL),
          List.of(
              "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
              "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
              "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
              "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
              "--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED",
              "--add-opens=java.base/java.lang=ALL-UNNAMED",
              "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
              "--add-opens=java.base/java.io=ALL-UNNAMED",
              "--add-opens=java.base/java.util=ALL-UNNAMED",
              "--add-opens=java.base/java.nio=ALL-UNNAMED",
              "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
              "-Dchronicle.announcer.disable=true",
              "-Dchronicle.analytics.disable=true"),
          "persisted file, sized for the exact number and length of keys and values, checksums on"
              + " (its default for files), put returns no old value, getUsing with one array",
          ChroniclePeer::open);

  private final ChronicleMap<byte[], byte[]> map;
  private final int valueBytes;

  private ChroniclePeer(ChronicleMap<byte[], byte[]> map, int valueBytes) {
    this.map = map;
    this.valueBytes = valueBytes;
  }

  private static Peer<byte[]> open(StoreSetup setup) throws IOException {
    ChronicleMap<byte[], byte[]> map =
        ChronicleMap.of(byte[].class, byte[].class)
            .name("bench")
            .entries(setup.keys())
            .constantKeySizeBySample(new byte[StoreSetup.KEY_BYTES])
            .constantValueSizeBySample(new byte[setup.valueBytes()])
            .putReturnsNull(true)
            .createPersistedTo(setup.directory().resolve("map").toFile());
    return new ChroniclePeer(map, setup.valueBytes());
  }

  @Override
  public Session<byte[]> session(int operationsInTransaction) {
    byte[] using = new byte[valueBytes];
    return new Session<>() {
      @Override
      public void put(byte[] key, byte[] value) {
        map.put(key, value);
      }

      @Override
      public byte @Nullable [] get(byte[] key) {
        return map.getUsing(key, using);
      }

      @Override
      public List<byte @Nullable []> getAll(List<byte[]> keys) {
        List<byte @Nullable []> values = new ArrayList<>(keys.size());
        for (byte[] key : keys) {
          values.add(map.get(key));
        }
        return values;
      }
    };
  }

  @Override
  public void close() {
    map.close();
  }
}
