package dev.cairnkv.bench.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.bench.workload.Measure;
import dev.cairnkv.bench.workload.Phase;
import dev.cairnkv.bench.workload.Timing;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

final class OrderTest {

  @Test
  void survivesTheCommandLine() {
    Order order =
        new Order(
            "cairn",
            Phase.WORK,
            Path.of("a = b"),
            Path.of("small"),
            5_000_000_000L,
            1000,
            new Timing(0.5, 2, Long.MAX_VALUE),
            EnumSet.of(Measure.GET, Measure.YCSB_A));

    assertThat(Order.of(order.arguments().toArray(String[]::new))).isEqualTo(order);
  }

  @Test
  void readsFiguresAndPassesOverOtherLines() {
    Figure figure = new Figure(Measure.GET_2, 1.25e-3);

    assertThat(Figure.of(figure.line())).contains(figure);
    assertThat(Figure.of("Chronicle says something")).isEmpty();
  }
}
