package dev.cairnkv.bench.child;

import dev.cairnkv.bench.peer.Peer;
import dev.cairnkv.bench.peer.PeerKind;
import dev.cairnkv.bench.peer.StoreSetup;
import dev.cairnkv.bench.workload.Latencies;
import dev.cairnkv.bench.workload.Measure;
import dev.cairnkv.bench.workload.Records;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** The phase that measures how long single operations take. */
record LatencyRun<T>(PeerKind<T> kind, Order order, Consumer<Figure> figures) {
  private static final int VALUE_BYTES = 100;
  private static final double NANOS_PER_MICROSECOND = 1e3;

  void run() {
    Records<T> records = new Records<>(kind.form(), order.keys(), VALUE_BYTES);
    StoreSetup setup = new StoreSetup(order.directory(), order.keys(), VALUE_BYTES, false);
    try (Peer<T> peer = kind.open(setup)) {
      Latencies latencies = Latencies.measure(peer, records);
      tell(
          latencies.puts(),
          Measure.PUT_P50,
          Measure.PUT_P99,
          Measure.PUT_P999,
          Measure.PUT_P9999,
          Measure.PUT_MAX);
      tell(
          latencies.gets(),
          Measure.GET_P50,
          Measure.GET_P99,
          Measure.GET_P999,
          Measure.GET_P9999,
          Measure.GET_MAX);
    }
  }

  private void tell(
      Histogram histogram,
      Measure half,
      Measure hundredth,
      Measure thousandth,
      Measure tenThousandth,
      Measure highest) {
    tell(half, histogram.getValueAtPercentile(50));
    tell(hundredth, histogram.getValueAtPercentile(99));
    tell(thousandth, histogram.getValueAtPercentile(99.9));
    tell(tenThousandth, histogram.getValueAtPercentile(99.99));
    tell(highest, histogram.getMaxValue());
  }

  private void tell(Measure measure, long nanoseconds) {
    figures.accept(new Figure(measure, nanoseconds / NANOS_PER_MICROSECOND));
  }
}
