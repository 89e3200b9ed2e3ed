package dev.cairnkv.bench.peer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/** LMDB: a B+ tree in a mapped file, through lmdbjava. */
final class LmdbPeer implements Peer<byte[]> {

  static final PeerKind<byte[]> KIND =
      new PeerKind<>(
          "lmdb",
          "LMDB Java 0.9.3",
          Form.BYTES,
          Trait.all(),
          List.of(
              "--add-opens=java.base/java.nio=ALL-UNNAMED",
              "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED"),
          "direct buffers through Unsafe, MDB_NOTLS; unless synced MDB_WRITEMAP and MDB_NOSYNC; up"
              + " to 1000 operations a transaction where the workload allows it, else one each",
          LmdbPeer::open);

  private static final int MAX_READERS = 64;

  private final Env<ByteBuffer> env;
  private final Dbi<ByteBuffer> table;
  private final int valueBytes;

  private LmdbPeer(Env<ByteBuffer> env, int valueBytes) {
    this.env = env;
    this.table = env.openDbi("bench", DbiFlags.MDB_CREATE);
    this.valueBytes = valueBytes;
  }

  private static Peer<byte[]> open(StoreSetup setup) {
    List<EnvFlags> flags = new ArrayList<>(List.of(EnvFlags.MDB_NOTLS));
    if (!setup.synced()) {
      flags.add(EnvFlags.MDB_WRITEMAP);
      flags.add(EnvFlags.MDB_NOSYNC);
    }
    Env<ByteBuffer> env =
        Env.create()
            .setMapSize((64L << 20) + setup.keys() * (setup.valueBytes() + 64L) * 4)
            .setMaxDbs(1)
            .setMaxReaders(MAX_READERS)
            .open(setup.directory().toFile(), flags.toArray(EnvFlags[]::new));
    return new LmdbPeer(env, setup.valueBytes());
  }

  @Override
  public Session<byte[]> session(int operationsInTransaction) {
    return new LmdbSession(operationsInTransaction);
  }

  @Override
  public void close() {
    env.close();
  }

  private final class LmdbSession implements Session<byte[]> {
    private final int limit;
    private final ByteBuffer keyBuffer = ByteBuffer.allocateDirect(StoreSetup.KEY_BYTES);
    private final ByteBuffer valueBuffer = ByteBuffer.allocateDirect(valueBytes);
    private final byte[] result = new byte[valueBytes];
    private @Nullable Txn<ByteBuffer> writing;
    private @Nullable Txn<ByteBuffer> reading;
    private int written;
    private int read;

    private LmdbSession(int limit) {
      this.limit = limit;
    }

    @Override
    public void put(byte[] key, byte[] value) {
      if (writing == null) {
        writing = env.txnWrite();
      }
      valueBuffer.clear();
      valueBuffer.put(value).flip();
      table.put(writing, fill(key), valueBuffer);
      written++;
      if (written >= limit) {
        commit(writing);
      }
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
      ByteBuffer found = table.get(reading(1), fill(key));
      if (found == null) {
        return null;
      }
      found.get(0, result, 0, found.remaining());
      return result;
    }

    @Override
    public List<byte @Nullable []> getAll(List<byte[]> keys) {
      Txn<ByteBuffer> transaction = reading(keys.size());
      List<byte @Nullable []> values = new ArrayList<>(keys.size());
      for (byte[] key : keys) {
        ByteBuffer found = table.get(transaction, fill(key));
        byte[] value = null;
        if (found != null) {
          value = new byte[found.remaining()];
          found.get(value);
        }
        values.add(value);
      }
      return values;
    }

    private ByteBuffer fill(byte[] key) {
      keyBuffer.clear();
      return keyBuffer.put(key).flip();
    }

    private Txn<ByteBuffer> reading(int operations) {
      Txn<ByteBuffer> transaction = reading;
      if (transaction == null) {
        transaction = env.txnRead();
        reading = transaction;
      } else if (read + operations > limit) {
        transaction.reset();
        transaction.renew();
        read = 0;
      }
      read += operations;
      return transaction;
    }

    private void commit(Txn<ByteBuffer> transaction) {
      transaction.commit();
      transaction.close();
      writing = null;
      written = 0;
    }

    @Override
    public void close() {
      if (writing != null) {
        commit(writing);
      }
      if (reading != null) {
        reading.close();
        reading = null;
      }
    }
  }
}
