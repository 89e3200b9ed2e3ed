package dev.cairnkv.bench.peer;

import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/** H2 MVStore: a log-structured B tree. */
final class H2Peer implements Peer<byte[]> {

  static final PeerKind<byte[]> KIND =
      new PeerKind<>(
          "h2",
          "H2 MVStore 2.4.240",
          Form.BYTES,
          Trait.all(),
          List.of(),
          "cache of 512 MiB, no compression, commits in the background after each second or 1 MiB;"
              + " synced: commit and sync each put",
          setup -> new H2Peer(setup));

  private static final int CACHE_MEBIBYTES = 512;

  private final MVStore store;
  private final MVMap<byte[], byte[]> map;
  private final boolean synced;

  private H2Peer(StoreSetup setup) {
    this.synced = setup.synced();
    this.store =
        new MVStore.Builder()
            .fileName(setup.directory().resolve("h2").toString())
            .cacheSize(CACHE_MEBIBYTES)
            .open();
    this.map =
        store.openMap(
            "bench",
            new MVMap.Builder<byte[], byte[]>()
                .keyType(ByteArrayDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE));
  }

  @Override
  public Session<byte[]> session(int operationsInTransaction) {
    return new Session<>() {
      @Override
      public void put(byte[] key, byte[] value) {
        map.put(key, value);
        if (synced) {
          store.commit();
          store.sync();
        }
      }

      @Override
      public byte @Nullable [] get(byte[] key) {
        return map.get(key);
      }
    };
  }

  @Override
  public void close() {
    store.close();
  }
}
