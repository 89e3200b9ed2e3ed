package dev.cairnkv.bench.child;

import dev.cairnkv.bench.peer.Peer;
import dev.cairnkv.bench.peer.PeerKind;
import dev.cairnkv.bench.peer.StoreSetup;
import dev.cairnkv.bench.peer.Trait;
import dev.cairnkv.bench.workload.Measure;
import dev.cairnkv.bench.workload.Phase;
import dev.cairnkv.bench.workload.Records;
import dev.cairnkv.bench.workload.Timing;
import dev.cairnkv.bench.workload.Workloads;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * One phase of one peer.
 *
 * @param <T> what keys and values are
 */
final class PhaseRun<T> {
  private static final int VALUE_BYTES = 100;
  private static final int LARGE_VALUE_BYTES = 1024;
  private static final int LARGE_SHARE = 4;
  private static final long CHECKED_AFTER_KILL = 1000;
  private static final int SCANS_BEFORE = 10;
  private static final int TIMES_AS_LONG_BEFORE_LOAD = 8;
  private static final long GETS_BEFORE = 2_000_000;
  private static final double NANOS_PER_MILLISECOND = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MEBI = 1 << 20;
  private static final double MILLION = 1e6;

  private final PeerKind<T> kind;
  private final Order order;
  private final Consumer<Figure> figures;

  PhaseRun(PeerKind<T> kind, Order order, Consumer<Figure> figures) {
    this.kind = kind;
    this.order = order;
    this.figures = figures;
  }

  /** Runs the phase, and returns whether the process is to be halted with the store open. */
  boolean run() {
    return switch (order.phase()) {
      case LOAD -> {
        warmUpToLoad();
        load();
        yield false;
      }
      case WORK -> {
        warmUp(VALUE_BYTES);
        yield work();
      }
      case REOPEN -> {
        warmUp(VALUE_BYTES);
        reopen();
        yield false;
      }
      case LARGE -> {
        warmUp(LARGE_VALUE_BYTES);
        large();
        yield false;
      }
      case SYNCED -> {
        warmUpToSync();
        synced();
        yield false;
      }
      case LATENCY -> {
        warmUp(VALUE_BYTES);
        new LatencyRun<>(kind, order, figures).run();
        yield false;
      }
      case COMPACTION -> {
        warmUp(VALUE_BYTES);
        new CompactionRun<>(kind, order, figures).run();
        yield false;
      }
    };
  }

  /** A load is short: it must not be a measure of how long compiling takes. */
  private void warmUpToLoad() {
    warmUp(VALUE_BYTES);
    double seconds = TIMES_AS_LONG_BEFORE_LOAD * order.timing().warmSeconds();
    long end = System.nanoTime() + (long) (seconds * NANOS_PER_SECOND);
    while (System.nanoTime() < end) {
      Directories.makeEmpty(order.scratch());
      StoreSetup setup = new StoreSetup(order.scratch(), order.keys(), VALUE_BYTES, false);
      try (Peer<T> peer = kind.open(setup)) {
        new Workloads<>(peer, records(order.keys(), VALUE_BYTES), order.timing()).loadUntil(end);
      }
      Directories.delete(order.scratch());
    }
  }

  /** Syncs are so few that a second of them compiles little of what they take. */
  private void warmUpToSync() {
    Directories.makeEmpty(order.scratch());
    StoreSetup setup = new StoreSetup(order.scratch(), order.keys(), VALUE_BYTES, true);
    try (Peer<T> peer = kind.open(setup)) {
      syncedPuts(peer).synced(kind.traits().contains(Trait.CONCURRENT_SYNCED_PUTS));
    }
    Directories.delete(order.scratch());
  }

  private Workloads<T> syncedPuts(Peer<T> peer) {
    return new Workloads<>(peer, records(order.keys(), VALUE_BYTES), order.timing());
  }

  /** Works on a small store, so that what comes is compiled. */
  private void warmUp(int valueBytes) {
    Directories.makeEmpty(order.scratch());
    Records<T> records = new Records<>(kind.form(), order.smallKeys(), valueBytes);
    StoreSetup setup = new StoreSetup(order.scratch(), records.count(), valueBytes, false);
    try (Peer<T> peer = kind.open(setup)) {
      Workloads<T> workloads = new Workloads<>(peer, records, Timing.NONE);
      workloads.load();
      workloads.getSome(records.count());
      workloads.overwriteSome(records.count());
      workloads.getSome(records.count());
    }
    if (kind.traits().contains(Trait.PERSISTENT)) {
      try (Peer<T> peer = kind.open(setup)) {
        new Workloads<>(peer, records, Timing.NONE).getFirst();
      }
    }
    // A large store is scanned but once.
    for (int i = 0; i < SCANS_BEFORE && order.phase() == Phase.REOPEN; i++) {
      var _ = kind.opener().scan(setup);
    }
    Directories.delete(order.scratch());
  }

  private void load() {
    Records<T> records = records(order.keys(), VALUE_BYTES);
    try (Peer<T> peer = kind.open(setup(VALUE_BYTES, false))) {
      Workloads<T> workloads = new Workloads<>(peer, records, order.timing());
      tell(Measure.LOAD, workloads.load() / MILLION);
      peer.indexBytesPerKey().ifPresent(bytes -> tell(Measure.INDEX, bytes));
      peer.overheadBytesPerKey().ifPresent(bytes -> tell(Measure.FRAME, bytes));
    }
    tell(Measure.DISK, (double) Directories.allocatedBytes(order.directory()) / order.keys());
  }

  private boolean work() {
    Records<T> records = records(order.keys(), VALUE_BYTES);
    long memoryBefore = ProcessMemory.bytes();
    long begin = System.nanoTime();
    Peer<T> peer = kind.open(setup(VALUE_BYTES, false));
    Workloads<T> workloads = new Workloads<>(peer, records, order.timing());
    if (kind.traits().contains(Trait.PERSISTENT)) {
      workloads.getFirst();
      tell(Measure.OPEN_CLEAN, (System.nanoTime() - begin) / NANOS_PER_MILLISECOND);
    } else {
      tell(Measure.LOAD, workloads.load() / MILLION);
    }
    // Or the first workload would pay for compiling what all share, and for mapping pages.
    workloads.getSome(Math.min(order.keys(), GETS_BEFORE));
    measure(Measure.GET, () -> workloads.get(1) / MILLION);
    measure(Measure.GET_2, () -> workloads.get(2) / MILLION);
    measure(Measure.GET_ALL, () -> workloads.getAll() / MILLION);
    measure(Measure.MISS, () -> workloads.miss() / MILLION);
    measure(Measure.YCSB_C, () -> workloads.ycsb(0) / MILLION);
    measure(
        Measure.MEMORY,
        () -> (double) Math.max(0, ProcessMemory.bytes() - memoryBefore) / order.keys());
    measure(Measure.RESIDENT, () -> (double) ProcessMemory.residentBytes() / MEBI);
    measure(Measure.YCSB_B, () -> workloads.ycsb(5) / MILLION);
    measure(Measure.YCSB_A, () -> workloads.ycsb(50) / MILLION);
    measure(Measure.YCSB_F, () -> workloads.ycsbF() / MILLION);
    measure(Measure.OVERWRITE, () -> workloads.overwrite() / MILLION);
    measure(Measure.MIXED_2, () -> workloads.mixed() / MILLION);
    if (order.measures().contains(Measure.OPEN_KILL)) {
      workloads.overwriteSome(order.keys() / 10);
      return true;
    }
    peer.close();
    return false;
  }

  private void reopen() {
    openAfterKill();
    kind.opener()
        .scan(setup(VALUE_BYTES, false))
        .ifPresent(framesPerSecond -> tell(Measure.SCAN, framesPerSecond / MILLION));
  }

  /** A method of its own, so that nothing refers to the store any more when the next is opened. */
  private void openAfterKill() {
    Records<T> records = records(order.keys(), VALUE_BYTES);
    long begin = System.nanoTime();
    try (Peer<T> peer = kind.open(setup(VALUE_BYTES, false))) {
      Workloads<T> workloads = new Workloads<>(peer, records, order.timing());
      workloads.getFirst();
      tell(Measure.OPEN_KILL, (System.nanoTime() - begin) / NANOS_PER_MILLISECOND);
      workloads.getSome(CHECKED_AFTER_KILL);
    }
  }

  private void large() {
    Records<T> records = records(Math.max(1, order.keys() / LARGE_SHARE), LARGE_VALUE_BYTES);
    StoreSetup setup = new StoreSetup(order.directory(), records.count(), LARGE_VALUE_BYTES, false);
    try (Peer<T> peer = kind.open(setup)) {
      Workloads<T> workloads = new Workloads<>(peer, records, order.timing());
      tell(Measure.LOAD_1K, workloads.load() / MILLION);
      measure(Measure.GET_1K, () -> workloads.get(1) / MILLION);
    }
  }

  private void synced() {
    StoreSetup setup = setup(VALUE_BYTES, true);
    try (Peer<T> peer = kind.open(setup)) {
      Workloads<T> workloads = syncedPuts(peer);
      measure(Measure.SYNCED, () -> workloads.synced(false));
      if (kind.traits().contains(Trait.CONCURRENT_SYNCED_PUTS)) {
        measure(Measure.SYNCED_16, () -> workloads.synced(true));
      }
    }
  }

  private Records<T> records(long count, int valueBytes) {
    return new Records<>(kind.form(), count, valueBytes);
  }

  private StoreSetup setup(int valueBytes, boolean synced) {
    return new StoreSetup(order.directory(), order.keys(), valueBytes, synced);
  }

  private void measure(Measure measure, DoubleSupplier supplier) {
    if (order.measures().contains(measure)) {
      tell(measure, supplier.getAsDouble());
    }
  }

  private void tell(Measure measure, double value) {
    if (order.measures().contains(measure)) {
      figures.accept(new Figure(measure, value));
    }
  }
}
