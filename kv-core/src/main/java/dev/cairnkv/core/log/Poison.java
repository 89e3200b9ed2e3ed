package dev.cairnkv.core.log;

import dev.cairnkv.StoreEvent;
import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.core.event.Events;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The first failure of a write or a sync. After a failed sync the operating system may say of a
 * retry that it succeeded although the bytes never reached the disk, so nothing is tried again.
 */
final class Poison {
  private final Events events;
  private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();

  Poison(Events events) {
    this.events = events;
  }

  StorePoisonedException poison(Throwable failure) {
    Throwable earlier = first.compareAndExchange(null, failure);
    StorePoisonedException exception = exception(earlier == null ? failure : earlier);
    if (earlier == null) {
      events.tell(new StoreEvent.Poisoned(exception));
    }
    return exception;
  }

  void check() {
    Throwable failure = first.get();
    if (failure != null) {
      throw exception(failure);
    }
  }

  private static StorePoisonedException exception(Throwable failure) {
    return new StorePoisonedException(
        "the store takes no more writes since one failed ("
            + failure.getMessage()
            + "); what was not synced before may be lost; reads go on; shut down and restore to"
            + " write again",
        failure);
  }
}
