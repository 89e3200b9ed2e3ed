package dev.cairnkv;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a store held at one moment, while it is written to and compacted as ever. Made by {@link
 * KvStore#snapshot}, and to be closed after use. Any number of threads may use it at once.
 *
 * <p>Every write that had returned by that moment is in it, and none that began later. A batch is
 * in it as a whole or not at all. It stays at that moment for expiry, too: what had not expired
 * then is there.
 *
 * <p>While it is open,
 *
 * <ul>
 *   <li>the shards that were there when it was made stay on the disk, so that their dead records
 *       take room; newer ones are compacted as ever;
 *   <li>the parts of the index that are written to are kept as they were, which takes at most as
 *       much memory as the index took. If there is no memory for that, the snapshot fails and the
 *       write goes on.
 * </ul>
 *
 * <p>One that the program lost without closing it is released, some time after, and told as {@link
 * StoreEvent.SnapshotLeaked}. A cursor that is in use keeps its snapshot from being lost.
 *
 * <p>Every method but {@link #close} throws {@link SnapshotClosedException} once this is closed,
 * {@link StoreClosedException} once the store is shut down, and {@link StorageException} once there
 * was no memory to keep it. A {@code null} argument is a {@link NullPointerException}, and a key
 * without a canonical form an {@link IllegalArgumentException}; see {@link KeyType}.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface Snapshot<K, V> extends AutoCloseable {

  /**
   * Returns the value that was stored under {@code key}, or {@code null} if there was none.
   *
   * @throws CorruptFrameException if the record is damaged, or if there is damage of which the keys
   *     are not known and that may have hit a later record of this key; never answered with an
   *     older value or with {@code null}
   * @throws CodecException if the codec cannot decode the record
   * @throws StorageException if the storage fails
   */
  @Nullable V get(K key);

  /**
   * Returns the values that were stored under {@code keys}, in the order of {@code keys}, with
   * {@code null} where there was none. Throws what {@link #get} throws.
   */
  List<@Nullable V> getAll(List<? extends K> keys);

  /**
   * Returns whether there was a value under {@code key}, without reading it.
   *
   * @throws CorruptFrameException as for {@link #get}, but for damage of the value itself
   * @throws StorageException if the storage fails
   */
  boolean contains(K key);

  /** Returns what {@link KvStore#size} was: expired keys may be among those that it counted. */
  long size();

  /**
   * Calls {@code action} for each key and its value, in no particular order. Throws what {@link
   * #get} and {@code action} throw.
   */
  void forEach(BiConsumer<? super K, ? super V> action);

  /**
   * Returns a cursor over all keys and values, in no particular order; each comes exactly once. The
   * cursor is for one thread at a time.
   */
  Cursor<K, V> cursor();

  /**
   * Returns a cursor over the keys of a range and their values, in the order that {@link KeyType}
   * says: all that were there, with the values that they had. Otherwise the same as {@link
   * KvStore#scan}.
   *
   * @throws IllegalStateException if the store is not kept {@linkplain StoreOptions#ordered
   *     ordered}
   * @throws IllegalArgumentException as for {@link KvStore#scan}
   */
  Cursor<K, V> scan(Scan<K> scan);

  /** Returns the sequence of the last record in it, 0 if there was none. */
  long sequence();

  /**
   * Lets everything go that is kept for this snapshot. Reads under way in other threads finish or
   * fail with {@link SnapshotClosedException}. Closing twice is harmless, as it is after the
   * shutdown of the store.
   */
  @Override
  void close();
}
