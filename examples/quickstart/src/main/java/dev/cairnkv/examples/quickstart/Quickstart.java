package dev.cairnkv.examples.quickstart;

import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import java.nio.file.Path;

/** Keeps users in a store, with plain {@code new} and no framework. */
public final class Quickstart {

  /** What is stored: a record, or a class, of your own. */
  public record User(String name, int born) {}

  private Quickstart() {}

  /** Opens a store in the directory given, and uses it. */
  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);

    try (KvStore<String, User> users =
        ShardedStore.restore(
            FileShardStorage.at(directory),
            Codecs.of(KeyType.STRING, JsonCodec.of(KeyType.STRING, User.class)),
            Clock.system(),
            StoreOptions.builder().shardSizeBytes(1 << 20).build())) {
      users.put("ada", new User("Ada Lovelace", 1815));
      users.put("grace", new User("Grace Hopper", 1906));
      users.delete("grace");

      System.out.println(users.get("ada")); // User[name=Ada Lovelace, born=1815]
      System.out.println(users.get("grace")); // null
    } // everything is on the disk here; after a crash, the next restore brings back what was put
  }
}
