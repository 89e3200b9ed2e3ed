package dev.cairnkv.bench.peer;

import java.io.File;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.HTreeMap;
import org.mapdb.Serializer;

/** MapDB: a hash tree in a mapped file. */
final class MapDbPeer implements Peer<byte[]> {

  static final PeerKind<byte[]> KIND =
      new PeerKind<>(
          "mapdb",
          "MapDB 3.1.0",
          Form.BYTES,
          Trait.allBut(Trait.SURVIVES_KILL),
          List.of(),
          "HTreeMap in a mapped file, without a counter; unless synced no transactions (the file"
              + " may be lost when the process is killed), otherwise a write-ahead log and a commit"
              + " each put",
          setup -> new MapDbPeer(setup));

  private final DB database;
  private final HTreeMap<byte[], byte[]> map;
  private final boolean synced;

  private MapDbPeer(StoreSetup setup) {
    File file = setup.directory().resolve("mapdb").toFile();
    DBMaker.Maker maker = DBMaker.fileDB(file).fileMmapEnable().fileMmapPreclearDisable();
    this.synced = setup.synced();
    this.database = (synced ? maker.transactionEnable() : maker).make();
    this.map =
        database.hashMap("bench", Serializer.BYTE_ARRAY, Serializer.BYTE_ARRAY).createOrOpen();
  }

  @Override
  public Session<byte[]> session(int operationsInTransaction) {
    return new Session<>() {
      @Override
      public void put(byte[] key, byte[] value) {
        map.put(key, value);
        if (synced) {
          database.commit();
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
    database.close();
  }
}
