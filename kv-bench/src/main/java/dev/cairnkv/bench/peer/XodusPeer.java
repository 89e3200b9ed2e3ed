package dev.cairnkv.bench.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jetbrains.exodus.ArrayByteIterable;
import jetbrains.exodus.ByteIterable;
import jetbrains.exodus.env.Environment;
import jetbrains.exodus.env.EnvironmentConfig;
import jetbrains.exodus.env.Environments;
import jetbrains.exodus.env.Store;
import jetbrains.exodus.env.StoreConfig;
import jetbrains.exodus.env.Transaction;
import org.jspecify.annotations.Nullable;

/** Xodus: a log of B+ trees with transactions. */
final class XodusPeer implements Peer<byte[]> {

  static final PeerKind<byte[]> KIND =
      new PeerKind<>(
          "xodus",
          "Xodus 2.0.1",
          Form.BYTES,
          Trait.all(),
          List.of(
              "--add-opens=java.base/java.nio=ALL-UNNAMED",
              "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"),
          "a store without prefixing, half the heap for its cache, collector of garbage off; up to"
              + " 1000 operations a transaction where the workload allows it, else one each;"
              + " synced: durable writes",
          setup -> new XodusPeer(setup));

  private final Environment environment;
  private final Store store;

  private XodusPeer(StoreSetup setup) {
    EnvironmentConfig config =
        new EnvironmentConfig()
            .setLogDurableWrite(setup.synced())
            .setGcEnabled(false)
            .setMemoryUsagePercentage(50);
    this.environment = Environments.newInstance(setup.directory().toFile(), config);
    this.store =
        environment.computeInTransaction(
            transaction ->
                environment.openStore("bench", StoreConfig.WITHOUT_DUPLICATES, transaction));
  }

  @Override
  public Session<byte[]> session(int operationsInTransaction) {
    return new XodusSession(operationsInTransaction);
  }

  @Override
  public void close() {
    environment.close();
  }

  private final class XodusSession implements Session<byte[]> {
    private final int limit;
    private @Nullable Transaction writing;
    private @Nullable Transaction reading;
    private int written;
    private int read;

    private XodusSession(int limit) {
      this.limit = limit;
    }

    @Override
    public void put(byte[] key, byte[] value) {
      ArrayByteIterable stored = new ArrayByteIterable(value);
      if (limit == 1) {
        environment.executeInExclusiveTransaction(
            transaction -> store.put(transaction, new ArrayByteIterable(key), stored));
        return;
      }
      if (writing == null) {
        writing = environment.beginExclusiveTransaction();
      }
      store.put(writing, new ArrayByteIterable(key), stored);
      written++;
      if (written >= limit) {
        commit(writing);
      }
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
      return get(reading(1), key);
    }

    @Override
    public List<byte @Nullable []> getAll(List<byte[]> keys) {
      Transaction transaction = reading(keys.size());
      List<byte @Nullable []> values = new ArrayList<>(keys.size());
      for (byte[] key : keys) {
        values.add(get(transaction, key));
      }
      return values;
    }

    private byte @Nullable [] get(Transaction transaction, byte[] key) {
      ByteIterable found = store.get(transaction, new ArrayByteIterable(key));
      if (found == null) {
        return null;
      }
      byte[] bytes = found.getBytesUnsafe();
      int length = found.getLength();
      return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    private Transaction reading(int operations) {
      Transaction transaction = reading;
      if (transaction == null || read + operations > limit) {
        if (transaction != null) {
          transaction.abort();
        }
        transaction = environment.beginReadonlyTransaction();
        reading = transaction;
        read = 0;
      }
      read += operations;
      return transaction;
    }

    private void commit(Transaction transaction) {
      if (!transaction.commit()) {
        throw new IllegalStateException("an exclusive transaction of Xodus did not commit");
      }
      writing = null;
      written = 0;
    }

    @Override
    public void close() {
      if (writing != null) {
        commit(writing);
      }
      if (reading != null) {
        reading.abort();
        reading = null;
      }
    }
  }
}
