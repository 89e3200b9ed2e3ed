package dev.cairnkv.bench.workload;

import dev.cairnkv.bench.peer.Peer;
import dev.cairnkv.bench.peer.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;

/** Lets clients run, each in a thread, and takes their time. */
final class Driver {
  private static final double NANOS_PER_SECOND = 1e9;

  private Driver() {}

  /** Makes what one thread does with its session. */
  @FunctionalInterface
  interface ClientFactory<T> {
    Client create(Session<T> session, int thread);
  }

  private record Span(long begin, long end, long operations) {}

  /**
   * Runs clients.
   *
   * @param group how many operations may share a transaction
   * @return the operations of all of them in a second
   */
  static <T> double operationsPerSecond(
      Peer<T> peer, int threads, int group, Timing timing, ClientFactory<T> factory) {
    Phaser start = new Phaser(threads);
    List<Span> spans = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<Span>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        futures.add(
            executor.submit(
                () -> {
                  try (Session<T> session = peer.session(group)) {
                    Client client = factory.create(session, thread);
                    run(client, timing.warmSeconds(), timing.operations() / threads);
                    start.arriveAndAwaitAdvance();
                    return run(client, timing.seconds(), timing.operations() / threads);
                  } finally {
                    start.arriveAndDeregister(); // if it failed, nobody waits for it
                  }
                }));
      }
      for (Future<Span> future : futures) {
        spans.add(result(future));
      }
    }
    long begin = spans.stream().mapToLong(Span::begin).min().orElseThrow();
    long end = spans.stream().mapToLong(Span::end).max().orElseThrow();
    long operations = spans.stream().mapToLong(Span::operations).sum();
    return operations * NANOS_PER_SECOND / (end - begin);
  }

  private static Span run(Client client, double seconds, long limit) {
    long begin = System.nanoTime();
    long duration = (long) (seconds * NANOS_PER_SECOND);
    long operations = 0;
    long now = begin;
    while (now - begin < duration && operations < limit) {
      client.round();
      operations += client.operationsInRound();
      now = System.nanoTime();
    }
    return new Span(begin, now, operations);
  }

  private static Span result(Future<Span> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the bench", e);
    }
  }
}
