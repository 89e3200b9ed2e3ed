package dev.cairnkv.bench.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** RocksDB: a log-structured merge tree. */
final class RocksDbPeer implements Peer<byte[]> {

  static final PeerKind<byte[]> KIND =
      new PeerKind<>(
          "rocksdb",
          "RocksDB 11.8.1",
          Form.BYTES,
          Trait.all(),
          List.of(),
          "write-ahead log on, optimizeForPointLookup with a block cache of 512 MiB (bloom filter,"
              + " hash index in blocks), no compression, checksums on, get into one array",
          RocksDbPeer::open);

  private static final long BLOCK_CACHE_MEBIBYTES = 512;

  private final Options options;
  private final RocksDB database;
  private final WriteOptions writing;
  private final ReadOptions reading = new ReadOptions();
  private final int valueBytes;

  private RocksDbPeer(Options options, RocksDB database, StoreSetup setup) {
    this.options = options;
    this.database = database;
    this.writing = new WriteOptions().setSync(setup.synced());
    this.valueBytes = setup.valueBytes();
  }

  private static Peer<byte[]> open(StoreSetup setup) throws IOException {
    RocksDB.loadLibrary();
    Options options =
        new Options()
            .setCreateIfMissing(true)
            .optimizeForPointLookup(BLOCK_CACHE_MEBIBYTES)
            .setCompressionType(CompressionType.NO_COMPRESSION);
    try {
      RocksDB database = RocksDB.open(options, setup.directory().toString());
      return new RocksDbPeer(options, database, setup);
    } catch (RocksDBException e) {
      throw new IOException(e);
    }
  }

  @Override
  public Session<byte[]> session(int operationsInTransaction) {
    byte[] result = new byte[valueBytes];
    return new Session<>() {
      @Override
      public void put(byte[] key, byte[] value) {
        try {
          database.put(writing, key, value);
        } catch (RocksDBException e) {
          throw new IllegalStateException(e);
        }
      }

      @Override
      public byte @Nullable [] get(byte[] key) {
        try {
          int length = database.get(reading, key, result);
          if (length == RocksDB.NOT_FOUND) {
            return null;
          }
          return length == result.length ? result : new byte[0];
        } catch (RocksDBException e) {
          throw new IllegalStateException(e);
        }
      }

      @Override
      public List<byte @Nullable []> getAll(List<byte[]> keys) {
        try {
          return new ArrayList<>(database.multiGetAsList(reading, keys));
        } catch (RocksDBException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  @Override
  public void close() {
    reading.close();
    writing.close();
    database.close();
    options.close();
  }
}
