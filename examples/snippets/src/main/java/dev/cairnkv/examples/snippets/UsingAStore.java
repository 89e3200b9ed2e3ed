package dev.cairnkv.examples.snippets;

import dev.cairnkv.Batch;
import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.Cursor;
import dev.cairnkv.KeyValue;
import dev.cairnkv.KvStore;
import dev.cairnkv.TimeToLive;
import dev.cairnkv.WriteOptions;
import dev.cairnkv.jmx.StoreMBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is done with a store. */
final class UsingAStore {
  private UsingAStore() {}

  static @Nullable User putAndGet(KvStore<String, User> users) {
    // @start region="put-get"
    users.put("ada", new User("Ada", 0));
    User ada = users.get("ada"); // null if there is none
    users.delete("ada"); // true, as there was one
    // @end
    return ada;
  }

  static void batch(KvStore<String, User> users) {
    // @start region="batch"
    users.write(
        new Batch<String, User>()
            .put("grace", new User("Grace", 1))
            .put("emmy", new User("Emmy", 2))
            .delete("ada")); // all of it, or nothing after a crash
    // @end
  }

  static void shownInJmx(KvStore<String, User> users, Consumer<KvStore<String, User>> serve) {
    // @start region="jmx"
    try (var _ = StoreMBean.register(users, "users")) {
      serve.accept(users); // and jconsole shows dev.cairnkv:type=Store,name=users
    }
    // @end
  }

  static void conditional(KvStore<String, User> users) {
    // @start region="conditional"
    users.putIfAbsent("mary", new User("Mary", 0)); // null, as there was none
    users.compute(
        "mary",
        (key, user) -> user == null ? new User(key, 1) : new User(user.name(), user.logins() + 1));
    users.replace("mary", new User("Mary", 1), new User("Mary", 2)); // true: nobody came between
    // @end
  }

  static TimeToLive expiry(KvStore<String, User> users) {
    // @start region="expiry"
    users.put("guest", new User("Guest", 0), WriteOptions.expiringAfter(Duration.ofMinutes(10)));
    users.touch("guest", Duration.ofHours(1)); // an hour from now
    TimeToLive left = users.ttl("guest"); // Remaining, Unlimited or Missing
    // @end
    return left;
  }

  static List<String> walk(KvStore<String, User> users) {
    List<String> lines = new ArrayList<>();
    // @start region="cursor"
    try (Cursor<String, User> cursor = users.cursor()) {
      while (cursor.hasNext()) {
        try {
          KeyValue<String, User> next = cursor.next();
          lines.add(next.key() + " is " + next.value().name());
        } catch (CorruptFrameException e) {
          lines.add(e.getMessage()); // the cursor stands behind it, and may go on
        }
      }
    }
    // @end
    return lines;
  }

  static void durability(KvStore<String, User> users) {
    // @start region="durability"
    users.put("ada", new User("Ada", 1)); // as durable as the store's options say
    users.put("grace", new User("Grace", 1), WriteOptions.synced()); // survives a power loss
    users.sync(); // and so does everything before
    // @end
  }

  static @Nullable String explained(KvStore<String, User> users) {
    // @start region="errors"
    try {
      User user = users.get("ada");
      return user == null ? null : user.name();
    } catch (CorruptFrameException e) {
      return "restore the record from a backup: " + e.getMessage(); // all others are unharmed
    }
    // @end
  }
}
