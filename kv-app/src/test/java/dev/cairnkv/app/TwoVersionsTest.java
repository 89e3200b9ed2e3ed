package dev.cairnkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.core.StoreIdentity;
import dev.cairnkv.core.StoredCodec;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.ShardStorage;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store that an application wrote, and that its next version reads: each with a class of the same
 * name, from a jar and a class loader of its own. The second version has lost a field and gained
 * one.
 */
class TwoVersionsTest {
  private static final String HEAD =
      """
      package com.example;
      import dev.cairnkv.*;
      import dev.cairnkv.codec.UpcastingCodec;
      import dev.cairnkv.codec.json.JsonCodec;
      import dev.cairnkv.codec.kryo.KryoCodec;
      import dev.cairnkv.core.*;
      import dev.cairnkv.fs.FileShardStorage;
      import dev.cairnkv.spi.*;
      import java.nio.file.Path;
      """;

  private static final String FIRST = HEAD + "public record User(String name, String fax) {}";

  private static final String SECOND =
      HEAD + "public record User(String name, java.util.List<String> mails) {}";

  private static final String OPEN =
      """
        static KvStore<String, User> open(Path directory) {
          return ShardedStore.restore(
              FileShardStorage.at(directory), Codecs.of(KeyType.STRING, codec()), Clock.system(),
              StoreOptions.builder()
                  .shardSizeBytes(4096)
                  .compaction(CompactionOptions.onDemand())
                  .build());
        }
      """;

  private static final String WRITER =
      """
      public final class App {
        static Codec<String, User> codec() { return CODEC; }
      """
          + OPEN
          + """
            public static void run(Path directory) {
              try (KvStore<String, User> users = open(directory)) {
                for (int round = 0; round < 4; round++) {
                  for (int i = 0; i < 50; i++) {
                    users.put("user" + i, new User("name" + i, "fax" + i));
                  }
                }
              }
            }
          }
          """;

  private static final String READER =
      """
      public final class App {
        static Codec<String, User> codec() { return CODEC; }
      """
          + OPEN
          + """
            static void check(KvStore<String, User> users, java.util.List<String> mails) {
              for (int i = 0; i < 50; i++) {
                User found = users.get("user" + i);
                if (!found.name().equals("name" + i) || !java.util.Objects.equals(mails, found.mails())) {
                  throw new AssertionError("found " + found);
                }
              }
            }
            public static void run(Path directory) {
              try (KvStore<String, User> users = open(directory)) {
                check(users, EXPECTED);
                for (int i = 0; i < 50; i += 2) { // so that each old shard is worth a compaction
                  users.put("user" + i, users.get("user" + i));
                }
                users.put("new", new User("Ada", java.util.List.of("ada@example.org")));
                users.compact();
                check(users, EXPECTED);
                if (!users.get("new").mails().contains("ada@example.org")) {
                  throw new AssertionError(users.get("new"));
                }
              }
              try (KvStore<String, User> users = open(directory)) {
                check(users, EXPECTED);
              }
            }
          }
          """;

  private static final String JSON = "JsonCodec.of(KeyType.STRING, User.class)";

  private static final String KRYO =
      "KryoCodec.builder(KeyType.STRING, User.class).register(User.class, 20)";

  private static final String APP = "com.example.App";

  @TempDir Path directory;

  @Test
  void jsonToleratesFieldsThatCameAndWent() throws Exception {
    run(jar("first", FIRST, WRITER, JSON, ""));
    run(jar("second", SECOND, READER, JSON, "null"));

    assertThat(written()).hasSize(1);
  }

  @Test
  void evolvingKryoToleratesFieldsThatCameAndWent() throws Exception {
    run(jar("first", FIRST, WRITER, KRYO + ".evolving(true).build()", ""));
    run(jar("second", SECOND, READER, KRYO + ".evolving(true).build()", "null"));

    assertThat(written()).hasSize(1);
  }

  @Test
  void oldRecordsAreUpcastAndACompactionRewritesThem() throws Exception {
    for (String codec : List.of(JSON, KRYO + ".evolving(true).build()")) {
      Path store = directory.resolve(codec.substring(0, 4));
      ApplicationJar.call(jar("first", FIRST, WRITER, codec, ""), APP, "run", store);
      StoredCodec first = written(store).getLast();
      String upcasting = "UpcastingCodec.of(2, " + codec + ")";
      String reading =
          ".reading(1, %s, old -> new User(old.name(), java.util.List.of(\"?\")))"
              .formatted(codec.replace("User.class", "OldUser.class"));
      String expected = "java.util.List.of(\"?\")";

      ApplicationJar.call(
          jar("second", SECOND, READER, upcasting + reading, expected), APP, "run", store);

      assertThat(written(store)).doesNotContain(first).hasSize(1);
      ApplicationJar.call(jar("third", SECOND, READER, upcasting, expected), APP, "run", store);
    }
  }

  private void run(Path jar) throws Exception {
    ApplicationJar.call(jar, APP, "run", directory.resolve("store"));
  }

  private Path jar(String name, String user, String app, String codec, String expected)
      throws Exception {
    return new ApplicationJar()
        .with("com.example.User", user)
        .with("com.example.OldUser", FIRST.replace("record User", "record OldUser"))
        .with("com.example.App", HEAD + app.replace("CODEC", codec).replace("EXPECTED", expected))
        .write(directory.resolve(name + ".jar"));
  }

  private List<StoredCodec> written() {
    return written(directory.resolve("store"));
  }

  private static List<StoredCodec> written(Path store) {
    try (ShardStorage storage = FileShardStorage.at(store)) {
      StoreIdentity identity = Objects.requireNonNull(StoreIdentity.read(storage));
      return StoredCodec.readAll(storage, identity.storeId());
    }
  }
}
