package dev.cairnkv.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.bench.child.Figure;
import dev.cairnkv.bench.workload.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsTest {
  private static final Column CAIRN = new Column("cairn", "Cairn", 1000, "");
  private static final Column CHRONICLE = new Column("chronicle", "Chronicle Map", 1000, "");

  private final Results results = new Results();

  private void add(Column column, Measure measure, double... figures) {
    for (double figure : figures) {
      results.add(column, new Figure(measure, figure));
    }
  }

  @Test
  void takesTheMiddleOfAnOddNumberOfRuns() {
    assertThat(Spread.of(List.of(3.0, 1.0, 2.5))).isEqualTo(new Spread(2.5, 1, 3, 3));
  }

  @Test
  void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(2.5, 1, 4, 4));
  }

  @Test
  void refusesTheSpreadOfNothing() {
    assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knowsWhetherMoreOrLessIsBetter() {
    add(CAIRN, Measure.GET, 3);
    add(CHRONICLE, Measure.GET, 1.5);
    add(CAIRN, Measure.OPEN_CLEAN, 50);
    add(CHRONICLE, Measure.OPEN_CLEAN, 10);

    assertThat(results.advantage(CAIRN, CHRONICLE, Measure.GET)).hasValue(2);
    assertThat(results.advantage(CAIRN, CHRONICLE, Measure.OPEN_CLEAN)).hasValue(0.2);
    assertThat(results.advantage(CAIRN, CHRONICLE, Measure.MISS)).isEmpty();
  }

  @Test
  void printsATableWithRatiosAndVerdicts() {
    add(CAIRN, Measure.GET, 3, 2.9, 3.2);
    add(CHRONICLE, Measure.GET, 1.5, 1.4, 1.6);
    add(CAIRN, Measure.FRAME, 34);

    assertThat(new MarkdownTable(results).render())
        .isEqualTo(
            """
            | what | unit | Cairn | Chronicle Map | budget |
            | --- | --- | --- | --- | --- |
            | get, 1 thread | M/s | 3.00 (2.90–3.20) | 1.50 (1.40–1.60)<br>**2.00 ×** |\
             ≥ 1.3 × Chronicle Map: 2.00 met<br>≥ 2.5 × HaloDB: 4.27 met |
            | disk a record, beyond the payload | B | 34.0 (34.0–34.0) | – | ≤ 40 B: 34.0 met |
            """);
  }

  @Test
  void writesSmallFiguresWithThreeDigits() {
    add(CAIRN, Measure.GET, 0.0001234, 0.0001234, 12.345);

    assertThat(new MarkdownTable(results).render()).contains("0.000123 (0.000123–12.3)");
  }

  @Test
  void saysWhichBudgetIsNotMet() {
    add(CAIRN, Measure.INDEX, 40);

    assertThat(new MarkdownTable(results).render()).contains("≤ 20 B: 40.0 **not met**");
  }

  @Test
  void comparesPeersAtTheSameKeysAndTakesLimitsAtTheMost() {
    Column large = new Column("cairn", "Cairn, 10 M keys", 10_000_000, "");
    add(CAIRN, Measure.GET, 3);
    add(CAIRN, Measure.INDEX, 30);
    add(large, Measure.GET, 2);
    add(large, Measure.INDEX, 19);
    add(CHRONICLE, Measure.GET, 1);

    assertThat(new MarkdownTable(results).render())
        .contains("≥ 1.3 × Chronicle Map: 3.00 met")
        .contains("≤ 20 B: 19.0 met");
  }

  @Test
  void writesChartsAndFigures(@TempDir Path directory) throws IOException {
    add(CAIRN, Measure.GET, 3, 2.9, 3.2);
    add(CHRONICLE, Measure.GET, 1.5, 1.4, 1.6);
    add(CAIRN, Measure.PUT_P50, 0.5);
    add(CAIRN, Measure.PUT_MAX, 60_000);
    add(CHRONICLE, Measure.PUT_MAX, 0);
    Machine machine = Machine.look(directory);

    new Charts(results, directory).writeBars();
    new Charts(results, directory).writeCurves();
    JsonReport.write(
        directory.resolve("figures.json"), results, machine, "some", List.of("-Xmx1g"));

    assertThat(Files.readString(directory.resolve("read.svg"))).contains("<svg", "<path");
    assertThat(Files.readString(directory.resolve("put-max.svg"))).contains("<svg", "<path");
    assertThat(Files.readString(directory.resolve("scale-get.svg"))).contains("<svg");
    assertThat(Files.readString(directory.resolve("figures.json")))
        .contains("\"median\" : 3.0", "\"processors\"", "-Xmx1g");
    assertThat(machine.processors()).isPositive();
  }
}
