package dev.cairnkv;

import dev.cairnkv.spi.ShardStorage;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
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
 * <p>A record may have an {@link Expiry}. Once it has expired it is not there for any method but
 * {@link #size}. Time never goes back while the store is open, whatever its clock does; it goes on
 * after a clean shutdown from where it was when the shutdown wrote its mark, and after a crash from
 * where it was when the newest shard was begun, unless the clock is ahead of that.
 *
 * <p>The <em>conditional writes</em>, {@link #putIfAbsent} to {@link #touch}, look at the record of
 * a key and write in one step that no other write comes between: they are linearizable, as put, get
 * and delete are. Their values are compared with {@code equals}, arrays by their content. If the
 * record that they look at cannot be read, they throw what {@link #get} throws, and nothing is
 * written; what they write is as {@link #put(Object, Object)} writes it, and throws what that
 * throws. A call that writes nothing returns when what it saw is as durable as its options ask for.
 *
 * <p>A function that {@link #compute} or {@link #merge} is given may be called several times, of
 * which the last one counts, and sometimes while writers wait for it. So it should return soon and
 * do nothing that may not be done twice. It may read the store and write other keys, but must not
 * write the key itself, which is an {@link IllegalStateException}, nor wait for a thread that
 * writes, nor call {@link #checkpoint} or {@link #shutdown}. What it throws is thrown on, and
 * nothing is written.
 *
 * <p>Every method but {@link #shutdown}, {@link #close} and {@link #stats} throws {@link
 * StoreClosedException} once the store is shut down. A {@code null} argument is a {@link
 * NullPointerException}, and a key without a canonical form an {@link IllegalArgumentException};
 * see {@link KeyType}.
 *
 * {@snippet file="UsingAStore.java" region="put-get"}
 *
 * <p>Several writes at once, conditional ones, ones that expire, and a walk over everything:
 *
 * {@snippet file="UsingAStore.java" region="batch"}
 *
 * {@snippet file="UsingAStore.java" region="conditional"}
 *
 * {@snippet file="UsingAStore.java" region="expiry"}
 *
 * {@snippet file="UsingAStore.java" region="cursor"}
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
   * @return whether there was a value; of a damaged record it is not known whether it had expired,
   *     and it counts as one
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

  /** The same as {@link #putIfAbsent(Object, Object, WriteOptions)} with the store's options. */
  default @Nullable V putIfAbsent(K key, V value) {
    return putIfAbsent(key, value, WriteOptions.defaults());
  }

  /**
   * Stores {@code value} under {@code key} if there is none.
   *
   * @return {@code null} if it was stored, else the value that is there
   */
  @Nullable V putIfAbsent(K key, V value, WriteOptions options);

  /** The same as {@link #getAndPut(Object, Object, WriteOptions)} with the store's options. */
  default @Nullable V getAndPut(K key, V value) {
    return getAndPut(key, value, WriteOptions.defaults());
  }

  /**
   * Stores {@code value} under {@code key}.
   *
   * @return the value that was there, or {@code null} if there was none
   */
  @Nullable V getAndPut(K key, V value, WriteOptions options);

  /**
   * The same as {@link #replace(Object, Object, Object, WriteOptions)} with the store's options.
   */
  default boolean replace(K key, V expected, V next) {
    return replace(key, expected, next, WriteOptions.defaults());
  }

  /**
   * Stores {@code next} under {@code key} if {@code expected} is there.
   *
   * @return whether it was
   */
  boolean replace(K key, V expected, V next, WriteOptions options);

  /** The same as {@link #delete(Object, Object, WriteOptions)} with the store's options. */
  default boolean delete(K key, V expected) {
    return delete(key, expected, WriteOptions.defaults());
  }

  /**
   * Removes {@code key} if {@code expected} is there.
   *
   * @return whether it was
   */
  boolean delete(K key, V expected, WriteOptions options);

  /** The same as {@link #compute(Object, BiFunction, WriteOptions)} with the store's options. */
  default @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
    return compute(key, function, WriteOptions.defaults());
  }

  /**
   * Stores what a function makes of the key and its value, which is {@code null} if there is none.
   * If the function returns {@code null}, the key is removed. If it returns the value that it was
   * given, that is stored anew.
   *
   * @return what the function returned
   */
  @Nullable V compute(
      K key,
      BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function,
      WriteOptions options);

  /** The same as {@link #merge(Object, Object, BiFunction, WriteOptions)} with no options. */
  default @Nullable V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
    return merge(key, value, function, WriteOptions.defaults());
  }

  /**
   * Stores {@code value} under {@code key} if there is none, else what a function makes of the
   * value that is there and {@code value}. If the function returns {@code null}, the key is
   * removed.
   *
   * @return what was stored, or {@code null} if the key was removed
   */
  @Nullable V merge(
      K key,
      V value,
      BiFunction<? super V, ? super V, ? extends @Nullable V> function,
      WriteOptions options);

  /** The same as {@link #touch(Object, WriteOptions)} with a time to live. */
  default boolean touch(K key, Duration timeToLive) {
    return touch(key, WriteOptions.expiringAfter(timeToLive));
  }

  /**
   * Gives the record of a key another expiry, or none if the options have none, and leaves its
   * value as it is. The record is written anew for it.
   *
   * @return whether there was a value
   */
  boolean touch(K key, WriteOptions options);

  /**
   * Returns how long a key stays if nothing is written. Throws what {@link #get} throws.
   *
   * @return the remaining time, or that there is no limit, or that the key is missing
   */
  TimeToLive ttl(K key);

  /**
   * Returns whether there is a value under {@code key}. The value itself is not read; only in a
   * store in which some record has an expiry, the beginning of the record is.
   *
   * @throws CorruptFrameException as for {@link #get}, but for damage of the value itself
   * @throws StorageException if the storage fails
   */
  boolean contains(K key);

  /**
   * Returns the number of keys. Those that have expired count until they are deleted, written anew,
   * or removed by compaction.
   */
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
   * Returns a cursor over all keys and values, in no particular order; see {@link #scan} for one. A
   * key that is there as long as the cursor is used comes exactly once, with a value that it had
   * during that time; a key that is put or deleted meanwhile may come or not. The cursor is for one
   * thread at a time.
   */
  Cursor<K, V> cursor();

  /**
   * Returns a cursor over the keys of a range and their values, in the order that {@link KeyType}
   * says. For that the store must be kept {@linkplain StoreOptions#ordered ordered}.
   *
   * <p>The keys are those of the moment of this call, with batches as a whole; of each the value
   * comes that it has when the cursor gets there. A key that is deleted meanwhile, or expires, may
   * be passed over; one that had expired before and is put again meanwhile may come. The cursor is
   * for one thread at a time.
   *
   * <p>Where damage keeps the store from knowing a key, {@link Cursor#next} throws first, what
   * {@link #get} of that key throws; the caller may go on behind that. So no key is left out
   * silently.
   *
   * @throws IllegalStateException if the store is not kept ordered
   * @throws IllegalArgumentException if the scan has a prefix and keys have none, being numbers or
   *     UUIDs, or if a bound or prefix has no canonical form
   */
  Cursor<K, V> scan(Scan<K> scan);

  /**
   * Returns what the store holds now, to be read while it is written to and compacted; to be closed
   * after use. Making one takes no longer in a large store than in a small one. What it costs while
   * it is open is said by {@link Snapshot}.
   *
   * <p>A store that takes no more writes since one failed can be read by a snapshot as well, but
   * one whose index ran out of memory in the middle of a batch.
   *
   * @throws StorePoisonedException if a batch was written and only a part of it could be published
   */
  Snapshot<K, V> snapshot();

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

  /**
   * Writes anew, with the codec of new shards, what another codec wrote, or the same one in another
   * version or with another schema or encryption key, and returns when no shard of another codec is
   * left. Reads and writes go on meanwhile. It needs room for one shard more.
   *
   * <p>It may end at any moment, by {@link #shutdown} for example: what is done stays done, and the
   * next conversion goes on with the rest. A shard in which something is damaged is left as it is.
   *
   * @param progress is told how much of the shards to be converted is done
   * @throws StoreFullException if there is no room; the store goes on
   * @throws StorePoisonedException if a write or a sync failed, now or earlier
   * @throws StoreClosedException if the store is shut down meanwhile
   * @throws StorageException if the storage fails; the store goes on
   */
  ConversionReport convert(ScanProgress progress);

  /** The same as {@link #convert(ScanProgress)}, without telling how far it is. */
  default ConversionReport convert() {
    return convert(ScanProgress.none());
  }

  /**
   * Makes {@code target} a backup of this store: a store by itself, as of one moment during this
   * call, as if this one had been shut down cleanly then. Every write up to some place in their
   * order is in it, batches as a whole, and nothing later. Reads and writes go on meanwhile;
   * compaction leaves the shards that the backup is made of.
   *
   * <p>What the target has of an earlier backup of the same store stays, and only what is new is
   * added: where the storages can, shards are shared and not copied. What is added is read again
   * from the target, and every checksum looked at. Damage does not end a backup: damaged bytes are
   * copied as they are, and reported.
   *
   * <p>The target is locked meanwhile; it is made if it does not exist, and stays the caller's to
   * close. Should this end at any moment, the target is the former backup again, or the new one, as
   * soon as a store is opened there or another backup is made; a first backup that was not
   * completed is refused there with {@link WrongFormatException}.
   *
   * @param progress is told how much of the shards to be added is done; what it throws ends the
   *     backup
   * @throws WrongFormatException if the target is no place for this backup: it holds something
   *     else, another store, or one that was written to since it was made as a backup; it is left
   *     as it is
   * @throws StoreLockedException if the target is in use, or is this store itself
   * @throws StoreFullException if there is no room in the target; this store is unharmed
   * @throws StorePoisonedException if a write or a sync of this store failed earlier
   * @throws StoreClosedException if the store is shut down meanwhile
   * @throws StorageException if a storage fails; the store goes on
   */
  BackupReport backup(ShardStorage target, ScanProgress progress);

  /** The same as {@link #backup(ShardStorage, ScanProgress)}, without telling how far it is. */
  default BackupReport backup(ShardStorage target) {
    return backup(target, ScanProgress.none());
  }

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
