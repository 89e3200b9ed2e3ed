package dev.cairnkv.examples.guice;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Stage;
import dev.cairnkv.KvStore;
import dev.cairnkv.app.config.ConfigLoader;
import dev.cairnkv.app.config.KvConfig;
import java.nio.file.Path;

/** Signs a guestbook; {@code kv.properties} and the environment configure the store. */
public final class WithGuice {

  private WithGuice() {}

  /** Signs the guestbook in the directory given. */
  public static void main(String[] arguments) {
    run(ConfigLoader.load().withDirectory(Path.of(arguments[0])));
  }

  static void run(KvConfig config) {
    Injector injector = Guice.createInjector(Stage.PRODUCTION, new GuestbookModule(config));
    try (KvStore<String, Visit> store = injector.getInstance(Key.get(GuestbookModule.STORE))) {
      Guestbook book = injector.getInstance(Guestbook.class);
      System.out.println("Ada was here " + book.sign("Ada", "hello") + " time(s)");
      System.out.println(store.get("Ada"));
    }
  }
}
