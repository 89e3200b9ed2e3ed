package dev.cairnkv;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A persistent map from keys to values, kept in append-only shards of fixed size.
 *
 * <p>Any number of threads, virtual ones included, may call every method at once. Readers take no
 * lock and wait for no writer's I/O. Interrupting a thread does not change what a call does.
 *
 * <p>How much of what was written survives a crash is said by {@link Durability}. Whatever survives
 * is a prefix of the order in which the writes were made.
 *
 * <p>Every method but {@link #shutdown}, {@link #close} and {@link #stats} throws {@link
 * StoreClosedException} once the store is shut down. A {@code null} argument is a {@link
 * NullPointerException}, and a key without a canonical form an {@link IllegalArgumentException};
 * see {@link KeyType}.
 *
 * @param <K> the type of the keys, one of those {@link KeyType} lists
 * @param <V> the type of the values, whatever the codec takes
 */
public interface KvStore<K, V> extends AutoCloseable {

  /**
   * Stores {@code value} under {@code key}, in place of the value that was there. When this
   * returns, the write is as durable as the store's {@link StoreOptions#durability} says.
   *
   * @throws IllegalArgumentException if the key has no canonical form; see {@link KeyType}
   * @throws RecordTooLargeException if the encoded record does not fit in an empty shard
   * @throws CodecException if the codec cannot encode the key or the value
   * @throws StoreFullException if there is no room for a new shard; the store goes on, and later
   *     writes succeed once there is room
   * @throws StorePoisonedException if a write or a sync failed earlier
   * @throws StorageException if the storage fails; the write may or may not have happened, never
   *     half
   */
  default void put(K key, V value) {
    put(key, value, WriteOptions.defaults());
  }

  /** The same as {@link #put(Object, Object)}, with options of its own. Throws what that throws. */
  void put(K key, V value, WriteOptions options);

  /**
   * Returns the value stored under {@code key}, or {@code null} if there is none.
   *
   * @throws CorruptFrameException if the record is damaged, or if there is damage of which the keys
   *     are not known and that may have hit a later record of this key; never answered with an
   *     older value or with {@code null}
   * @throws CodecException if the codec cannot decode the record
   * @throws StorageException if the storage fails
   */
  @Nullable V get(K key);

  /**
   * Removes {@code key}.
   *
   * @return whether there was a value
   * @throws StoreFullException as for {@link #put(Object, Object)}
   * @throws StorePoisonedException as for {@link #put(Object, Object)}
   * @throws StorageException as for {@link #put(Object, Object)}
   */
  default boolean delete(K key) {
    return delete(key, WriteOptions.defaults());
  }

  /** The same as {@link #delete(Object)}, with options of its own. Throws what that throws. */
  boolean delete(K key, WriteOptions options);

  /**
   * Makes all writes of a batch, in their order. If this throws, and after any crash, either all of
   * them have happened or none. Readers may see some of them before the others.
   *
   * <p>A batch may be larger than a shard; it is encoded in memory as a whole before anything is
   * written.
   *
   * @throws IllegalArgumentException if a key has no canonical form; nothing was written
   * @throws RecordTooLargeException if one of the records does not fit in an empty shard; nothing
   *     was written
   * @throws CodecException if the codec cannot encode one of them; nothing was written
   * @throws StoreFullException as for {@link #put(Object, Object)}; none of the writes has happened
   * @throws StorePoisonedException as for {@link #put(Object, Object)}
   * @throws StorageException as for {@link #put(Object, Object)}
   */
  default void write(Batch<? extends K, ? extends V> batch) {
    write(batch, WriteOptions.defaults());
  }

  /** The same as {@link #write(Batch)}, with options of its own. Throws what that throws. */
  void write(Batch<? extends K, ? extends V> batch, WriteOptions options);

  /** Returns whether there is a value under {@code key}. The value itself is not read. */
  boolean contains(K key);

  /** Returns the number of keys. */
  long size();

  /**
   * Returns the values under {@code keys}, in the order of {@code keys}, with {@code null} where
   * there is none. Throws what {@link #get} throws.
   */
  List<@Nullable V> getAll(List<? extends K> keys);

  /**
   * Calls {@code action} for each key and its value, with the guarantees of {@link #cursor}. Throws
   * what {@link #get} and {@code action} throw.
   */
  void forEach(BiConsumer<? super K, ? super V> action);

  /**
   * Returns a cursor over all keys and values, in no particular order. A key that is there as long
   * as the cursor is used comes exactly once, with a value that it had during that time; a key that
   * is put or deleted meanwhile may come or not. The cursor is for one thread at a time.
   */
  Cursor<K, V> cursor();

  /**
   * Makes every write that returned before this call durable against power loss.
   *
   * @throws StorePoisonedException if a write or a sync failed, now or earlier
   */
  void sync();

  /**
   * Writes a checkpoint now, so that the next restore replays only what is written after it. One is
   * written by itself as {@link StoreOptions#checkpointBytes} says, and by {@link #shutdown}.
   *
   * @throws StoreFullException if there is no room for it; the one before stays, and the store goes
   *     on
   * @throws StorePoisonedException if a write or a sync failed, now or earlier
   * @throws StorageException if the storage fails; the store goes on
   */
  void checkpoint();

  /**
   * Brings back the space of overwritten and deleted records, as far as that is worth it, and
   * returns when it is done. What is still needed of a shard is appended anew, and the shard
   * removed; the shard that is written to stays. Reads and writes go on meanwhile. By itself this
   * is done as {@link StoreOptions#compaction} says.
   *
   * <p>A shard in which something is damaged is left as it is until a repair.
   *
   * @throws StoreFullException if there is no room for what is still needed; the store goes on
   * @throws StorePoisonedException if a write or a sync failed, now or earlier
   * @throws StorageException if the storage fails; the store goes on
   */
  CompactionReport compact();

  /**
   * Lets no compaction run in the background until {@link #resumeCompaction}. One that is under way
   * stops within a few records. {@link #compact} is not affected.
   */
  void pauseCompaction();

  /** Takes back {@link #pauseCompaction}. */
  void resumeCompaction();

  /** Returns figures about the store as it is now, or as it was when it was shut down. */
  StoreStats stats();

  /**
   * Persists everything, marks the store as cleanly shut down, and gives up its files and its lock.
   * Operations under way in other threads finish or fail with {@link StoreClosedException}. A
   * second call does nothing.
   *
   * @throws StorePoisonedException if something could not be persisted; the files and the lock are
   *     given up all the same, and the next restore treats the store as crashed
   * @throws StoreFullException if there is no room for the mark; everything is persisted, and the
   *     next restore treats the store as crashed
   * @throws StorageException if the storage fails otherwise; the same holds
   */
  void shutdown();

  /** The same as {@link #shutdown}. */
  @Override
  default void close() {
    shutdown();
  }
}
