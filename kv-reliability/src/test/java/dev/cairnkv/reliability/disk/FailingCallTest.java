package dev.cairnkv.reliability.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KvStore;
import dev.cairnkv.reliability.Scale;
import dev.cairnkv.reliability.workload.Expectation;
import dev.cairnkv.reliability.workload.Message;
import dev.cairnkv.reliability.workload.Plant;
import dev.cairnkv.reliability.workload.Setup;
import dev.cairnkv.reliability.workload.Worker;
import dev.cairnkv.reliability.workload.WorkerProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One system call of a process fails, or is the moment at which the process is killed; strace(1)
 * sees to that. Calls are counted for each thread and each kind of call.
 */
final class FailingCallTest {

  private static final long SEED = 20_260_904;
  private static final long FULL_CASES = 25;
  private static final String SYNCS = "msync,fsync,fdatasync";
  private static final String CALLS = SYNCS + ",rename,unlink,fallocate,ftruncate";

  @TempDir Path parent;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void isPoisonedByASyncThatFailsAndAcknowledgesNothingAfterIt() throws Exception {
    String suite = "EIO at the n-th sync";
    Requirements.strace(suite);
    Instant start = Instant.now();
    Setup setup = setup();
    Expectation expectation = new Expectation(setup);
    long cases = Scale.cases(FULL_CASES);
    long poisoned = 0;
    for (long one = 0; one < cases; one++) {
      List<String> prefix = inject(SYNCS, "error=EIO:when=" + random.nextInt(1, 40));
      List<Long> acknowledged;
      try (WorkerProcess worker =
          WorkerProcess.start(prefix, FailingWorker.class, setup, expectation.nextNumbers())) {
        acknowledged = worker.awaitEnd();
        assertThat(worker.lastTold())
            .isIn(Message.NOT_RESTORED, Message.POISONED, Message.UNHARMED);
        poisoned += worker.lastTold() == Message.POISONED ? 1 : 0;
      }
      verify(setup, expectation, acknowledged);
    }
    Scale.report(suite + " (%,d poisoned)".formatted(poisoned), cases, start);
    assertThat(poisoned).isGreaterThan(cases / 4);
  }

  @Test
  void keepsEveryWriteThatReturnedBeforeAKillAtASystemCall() throws Exception {
    String suite = "kill at the n-th system call";
    Requirements.strace(suite);
    Instant start = Instant.now();
    Setup setup = setup();
    Expectation expectation = new Expectation(setup);
    long cases = Scale.cases(FULL_CASES);
    for (long one = 0; one < cases; one++) {
      List<String> prefix = inject(CALLS, "signal=KILL:when=" + random.nextInt(1, 30));
      List<Long> acknowledged;
      try (WorkerProcess worker =
          WorkerProcess.start(prefix, Worker.class, setup, expectation.nextNumbers())) {
        acknowledged = worker.awaitEnd();
      }
      verify(setup, expectation, acknowledged);
    }
    Scale.report(suite, cases, start);
  }

  private Setup setup() {
    return new Setup(
        Plant.NOTHING, parent.resolve("store"), SEED, 1, 8, "kryo", 8192, 16L << 10, false);
  }

  private static List<String> inject(String calls, String what) {
    return List.of(
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=" + calls,
        "-e",
        "inject=" + calls + ":" + what);
  }

  private static void verify(Setup setup, Expectation expectation, List<Long> acknowledged) {
    List<Long> inFlight = acknowledged.stream().map(last -> last + 1).toList();
    try (KvStore<String, String> store = setup.restore()) {
      expectation.verify(store, acknowledged, inFlight);
    }
  }
}
