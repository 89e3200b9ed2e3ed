package dev.cairnkv.bench.child;

import dev.cairnkv.bench.peer.Peer;
import dev.cairnkv.bench.peer.PeerKind;
import dev.cairnkv.bench.peer.StoreSetup;
import dev.cairnkv.bench.workload.Measure;
import dev.cairnkv.bench.workload.Overwrites;
import dev.cairnkv.bench.workload.Records;
import java.util.function.Consumer;

/** The phase that measures what it costs that space comes back while a store is overwritten. */
record CompactionRun<T>(PeerKind<T> kind, Order order, Consumer<Figure> figures) {
  private static final int VALUE_BYTES = 100;
  private static final double NANOS_PER_MICROSECOND = 1e3;
  private static final double MILLION = 1e6;

  void run() {
    Overwrites without = overwrite(false);
    tell(Measure.NOT_COMPACTED, without.perSecond() / MILLION);
    Overwrites with = overwrite(true);
    tell(Measure.COMPACTED, with.perSecond() / MILLION);
    tell(Measure.COMPACTED_DISK, with.diskPerLiveByte());
    tell(Measure.COMPACTED_P999, with.puts().getValueAtPercentile(99.9) / NANOS_PER_MICROSECOND);
  }

  private Overwrites overwrite(boolean compacting) {
    Directories.makeEmpty(order.directory());
    Records<T> records = new Records<>(kind.form(), order.keys(), VALUE_BYTES);
    StoreSetup setup = new StoreSetup(order.directory(), order.keys(), VALUE_BYTES, false);
    try (Peer<T> peer = kind.opener().compacting(setup, compacting)) {
      return Overwrites.measure(peer, records);
    }
  }

  private void tell(Measure measure, double value) {
    if (order.measures().contains(measure)) {
      figures.accept(new Figure(measure, value));
    }
  }
}
