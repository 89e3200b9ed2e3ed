package dev.cairnkv.reliability.workload;

import dev.cairnkv.Batch;
import dev.cairnkv.Durability;
import dev.cairnkv.Expiry;
import dev.cairnkv.KvStore;
import dev.cairnkv.WriteOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a writer. The keys belong to that writer alone, so that what the call does and
 * answers is known from what the keys hold.
 *
 * @param way how it goes about it; {@link Way#PLAIN} if it has several writes
 * @param writes what it writes, at least one; with several, a batch
 * @param durability what it has survived when it returns
 */
public record Operation(Way way, List<Batch.Write<String, String>> writes, Durability durability) {

  /** Returns an operation that puts, deletes, or writes a batch. */
  public static Operation plain(List<Batch.Write<String, String>> writes, Durability durability) {
    return new Operation(Way.PLAIN, writes, durability);
  }

  /** Returns the value that this gives to a key if it puts it, or null. */
  public @Nullable String valueOf(String key) {
    String value = null;
    for (Batch.Write<String, String> write : writes) {
      if (write instanceof Batch.Put<String, String>(var written, var put, _)
          && written.equals(key)) {
        value = put;
      }
    }
    return value;
  }

  /**
   * Makes the call.
   *
   * @return what it returns, or null if it returns nothing
   */
  public @Nullable Object applyTo(KvStore<String, String> store) {
    WriteOptions options = new WriteOptions(durability, Expiry.never());
    if (writes.size() > 1) {
      store.write(batch(), options);
      return null;
    }
    return switch (writes.getFirst()) {
      case Batch.Put<String, String>(var key, var value, var expiry) ->
          put(store, key, value, expiry == null ? options : options.withExpiry(expiry));
      case Batch.Delete<String, String>(var key) -> delete(store, key, options);
    };
  }

  private @Nullable Object put(
      KvStore<String, String> store, String key, String value, WriteOptions options) {
    return switch (way) {
      case PLAIN -> {
        store.put(key, value, options);
        yield null;
      }
      case IF_ABSENT -> store.putIfAbsent(key, value, options);
      case REPLACE -> {
        String expected = store.get(key);
        yield expected != null && store.replace(key, expected, value, options);
      }
      case COMPUTE ->
          store.compute(key, (_, held) -> held == null || isOdd(held) ? value : null, options);
      case GET_AND_PUT -> store.getAndPut(key, value, options);
      case TOUCH -> store.touch(key, options);
      case DELETE_EXPECTED -> throw new IllegalStateException("no deletion: " + this);
    };
  }

  private boolean delete(KvStore<String, String> store, String key, WriteOptions options) {
    if (way != Way.DELETE_EXPECTED) {
      return store.delete(key, options);
    }
    String expected = store.get(key);
    return expected != null && store.delete(key, expected, options);
  }

  /**
   * Does to plain keys what the call does to a store.
   *
   * @return what the call must return
   */
  public @Nullable Object applyTo(Keys keys) {
    if (writes.size() > 1) {
      for (Batch.Write<String, String> write : writes) {
        switch (write) {
          case Batch.Put<String, String> put -> put(keys, put, put.value());
          case Batch.Delete<String, String>(var key) -> keys.remove(key);
        }
      }
      return null;
    }
    return switch (writes.getFirst()) {
      case Batch.Put<String, String> put -> putOne(keys, put);
      case Batch.Delete<String, String>(var key) -> {
        boolean wasThere = keys.value(key) != null;
        if (wasThere || way == Way.PLAIN) {
          keys.remove(key); // also what has expired is gone from the store then
        }
        yield wasThere;
      }
    };
  }

  private @Nullable Object putOne(Keys keys, Batch.Put<String, String> put) {
    String held = keys.value(put.key());
    return switch (way) {
      case PLAIN -> {
        put(keys, put, put.value());
        yield null;
      }
      case IF_ABSENT -> {
        if (held == null) {
          put(keys, put, put.value());
        }
        yield held;
      }
      case REPLACE -> {
        if (held != null) {
          put(keys, put, put.value());
        }
        yield held != null;
      }
      case COMPUTE -> {
        if (held == null || isOdd(held)) {
          put(keys, put, put.value());
        } else {
          keys.remove(put.key());
        }
        yield keys.value(put.key());
      }
      case GET_AND_PUT -> {
        put(keys, put, put.value());
        yield held;
      }
      case TOUCH -> {
        if (held != null) {
          put(keys, put, held);
        }
        yield held != null;
      }
      case DELETE_EXPECTED -> throw new IllegalStateException("no deletion: " + this);
    };
  }

  private static void put(Keys keys, Batch.Put<String, String> put, String value) {
    switch (put.expiry()) {
      case null -> keys.put(put.key(), value);
      case Expiry.Never _ -> keys.put(put.key(), value);
      case Expiry.After(Duration timeToLive) ->
          keys.put(put.key(), value, keys.now() + timeToLive.toMillis());
      case Expiry.At _ -> throw new IllegalStateException("no script has moments: " + put);
    }
  }

  private static boolean isOdd(String value) {
    return Script.numberOf(value) % 2 != 0;
  }

  private Batch<String, String> batch() {
    Batch<String, String> batch = new Batch<>();
    for (Batch.Write<String, String> write : writes) {
      switch (write) {
        case Batch.Put<String, String>(var key, var value, var expiry) ->
            batch.put(key, value, expiry == null ? Expiry.never() : expiry);
        case Batch.Delete<String, String>(var key) -> batch.delete(key);
      }
    }
    return batch;
  }
}
