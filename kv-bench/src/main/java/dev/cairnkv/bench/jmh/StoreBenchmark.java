package dev.cairnkv.bench.jmh;

import dev.cairnkv.bench.child.Directories;
import dev.cairnkv.bench.peer.Peer;
import dev.cairnkv.bench.peer.PeerKind;
import dev.cairnkv.bench.peer.Peers;
import dev.cairnkv.bench.peer.Session;
import dev.cairnkv.bench.peer.StoreSetup;
import dev.cairnkv.bench.workload.Numbers;
import dev.cairnkv.bench.workload.Records;
import dev.cairnkv.bench.workload.Timing;
import dev.cairnkv.bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What whole operations of a store take, with a million records. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls setUp first
public class StoreBenchmark extends Defaults {
  private static final int KEYS_AT_A_TIME = 64;

  /** The store, by its id in the bench. */
  @Param({"cairn", "cairn-strings", "cairn-json"})
  public String peer;

  private Path directory;
  private Store<?> store;

  /** Fills a store. */
  @Setup
  public void setUp() throws IOException {
    directory = Files.createTempDirectory("kv-bench");
    store = new Store<>(Peers.find(peer).orElseThrow(), directory);
  }

  /** Deletes it. */
  @TearDown
  public void tearDown() {
    store.peer.close();
    Directories.delete(directory);
  }

  /** Gets a record. */
  @Benchmark
  public @Nullable Object get() {
    return store.get();
  }

  /** Gets records, many at a time; the time is that of one. */
  @Benchmark
  @OperationsPerInvocation(KEYS_AT_A_TIME)
  public Object getAll() {
    return store.getAll();
  }

  /** Looks for a record that is not there. */
  @Benchmark
  public @Nullable Object miss() {
    return store.miss();
  }

  /** Puts a record that is there. */
  @Benchmark
  public void put() {
    store.put();
  }

  /** Keys are prepared, so that making them is not measured. */
  private static final class Store<T> {
    private final Peer<T> peer;
    private final Session<T> session;
    private final List<T> keys;
    private final List<T> strangers;
    private final T value;
    private int next;

    private Store(PeerKind<T> kind, Path directory) {
      Records<T> records = new Records<>(kind.form(), MANY, VALUE_BYTES);
      peer = kind.open(new StoreSetup(directory, MANY, VALUE_BYTES, false));
      new Workloads<>(peer, records, Timing.NONE).load();
      session = peer.session(1);
      Numbers numbers = Numbers.uniform(MANY, 1);
      keys = numbers.stream(MANY).mapToObj(records::key).toList();
      strangers = numbers.stream(MANY).mapToObj(number -> records.key(MANY + number)).toList();
      value = records.value(0, 0);
    }

    private @Nullable T get() {
      return session.get(keys.get(next++ & (MANY - 1)));
    }

    private Object getAll() {
      int from = (next += KEYS_AT_A_TIME) & (MANY - 1);
      return session.getAll(keys.subList(from, from + KEYS_AT_A_TIME));
    }

    private @Nullable T miss() {
      return session.get(strangers.get(next++ & (MANY - 1)));
    }

    private void put() {
      session.put(keys.get(next++ & (MANY - 1)), value);
    }
  }
}
