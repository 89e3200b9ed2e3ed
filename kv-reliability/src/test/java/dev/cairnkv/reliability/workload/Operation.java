package dev.cairnkv.reliability.workload;

import dev.cairnkv.Batch;
import dev.cairnkv.Durability;
import dev.cairnkv.Expiry;
import dev.cairnkv.KvStore;
import dev.cairnkv.WriteOptions;
import java.util.List;
import java.util.Map;

/**
 * One call of a writer: a put or a delete if it has one write, else a batch.
 *
 * @param writes what it writes, at least one
 * @param durability what it has survived when it returns
 */
public record Operation(List<Batch.Write<String, String>> writes, Durability durability) {

  /** Makes the call. */
  public void applyTo(KvStore<String, String> store) {
    WriteOptions options = new WriteOptions(durability, Expiry.never());
    if (writes.size() > 1) {
      store.write(batch(), options);
      return;
    }
    switch (writes.getFirst()) {
      case Batch.Put<String, String>(var key, var value, _) -> store.put(key, value, options);
      case Batch.Delete<String, String>(var key) -> store.delete(key, options);
    }
  }

  /** Does to a map what the call does to a store. */
  public void applyTo(Map<String, String> state) {
    for (Batch.Write<String, String> write : writes) {
      switch (write) {
        case Batch.Put<String, String>(var key, var value, _) -> state.put(key, value);
        case Batch.Delete<String, String>(var key) -> state.remove(key);
      }
    }
  }

  private Batch<String, String> batch() {
    Batch<String, String> batch = new Batch<>();
    for (Batch.Write<String, String> write : writes) {
      switch (write) {
        case Batch.Put<String, String>(var key, var value, _) -> batch.put(key, value);
        case Batch.Delete<String, String>(var key) -> batch.delete(key);
      }
    }
    return batch;
  }
}
