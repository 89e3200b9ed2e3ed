package dev.cairnkv.reliability.disk;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.KvStore;
import dev.cairnkv.StorageException;
import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.WriteOptions;
import dev.cairnkv.reliability.workload.Expectation;
import dev.cairnkv.reliability.workload.Message;
import dev.cairnkv.reliability.workload.Script;
import dev.cairnkv.reliability.workload.Setup;
import java.util.List;

/**
 * Opens a store and writes while system calls of this process fail. Tells how it ended: by an error
 * that is none of the store's, or by a store that does what it must not, it ends with a stack
 * trace.
 */
final class FailingWorker {

  private static final int OPERATIONS = 250;
  private static final int ATTEMPTS = 3;

  private FailingWorker() {}

  public static void main(String[] arguments) {
    Setup setup = Setup.of(arguments);
    long first = Setup.numbersOf(arguments).getFirst();
    Message.tell(Message.RESTORING);
    KvStore<String, String> store;
    try {
      store = setup.restore();
    } catch (StorageException failure) {
      Message.tell(Message.NOT_RESTORED);
      return;
    }
    Message.tell(Message.RESTORED);
    Script script = setup.script(0);
    for (long number = first; number < first + OPERATIONS; number++) {
      if (!isWritten(store, script, number)) {
        requirePoisoned(store);
        new Expectation(setup).verify(store, List.of(number - 1), List.of(number));
        assertThatThrownBy(store::close).isInstanceOf(StorePoisonedException.class);
        Message.tell(Message.POISONED);
        return;
      }
      Message.tell(0, number);
    }
    closeUnharmed(store);
  }

  /* A shard that cannot be made is no poison: nothing was written, and the next attempt may do. */
  private static boolean isWritten(KvStore<String, String> store, Script script, long number) {
    StorageException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        var _ = script.operation(number).applyTo(store);
        return true;
      } catch (StorePoisonedException poisoned) {
        return false;
      } catch (StorageException refused) {
        last = refused;
      }
    }
    throw new AssertionError("one call failed, and the store refuses to write ever since", last);
  }

  private static void requirePoisoned(KvStore<String, String> store) {
    for (int again = 0; again < ATTEMPTS; again++) {
      for (WriteOptions options : List.of(WriteOptions.appended(), WriteOptions.synced())) {
        assertThatThrownBy(() -> store.put("0-late", "value", options))
            .isInstanceOf(StorePoisonedException.class);
      }
      if (store.stats().syncedSequence() < store.stats().lastSequence()) {
        assertThatThrownBy(store::sync).isInstanceOf(StorePoisonedException.class);
      }
    }
  }

  private static void closeUnharmed(KvStore<String, String> store) {
    try {
      store.close();
      Message.tell(Message.UNHARMED);
    } catch (StorePoisonedException failure) {
      Message.tell(Message.POISONED);
    } catch (StorageException noMark) {
      Message.tell(Message.UNHARMED);
    }
  }
}
