package dev.cairnkv.reliability.workload;

import dev.cairnkv.KvException;
import dev.cairnkv.KvStore;
import java.util.List;

/** Opens a store and writes until it is killed. Tells of each operation after it has returned. */
public final class Worker {

  private Worker() {}

  /** Takes what {@link WorkerProcess#start} hands over. */
  public static void main(String[] arguments) throws InterruptedException {
    Setup setup = Setup.of(arguments);
    List<Long> numbers = Setup.numbersOf(arguments);
    Message.tell(Message.RESTORING);
    KvStore<String, String> store = setup.restore();
    Message.tell(Message.RESTORED);
    try (Writers writers = Writers.start(store, setup, numbers, Message::tell)) {
      for (KvException failure : writers.awaitFailures()) {
        failure.printStackTrace();
      }
    }
    Runtime.getRuntime().halt(1);
  }
}
