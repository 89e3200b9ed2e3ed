package dev.cairnkv.bench.report;

import dev.cairnkv.bench.workload.Measure;
import dev.cairnkv.bench.workload.Unit;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Charts of the medians, as SVG. */
public final class Charts {
  private static final int WIDTH = 1100;
  private static final int HEIGHT = 460;

  /** Text is drawn as lines. A tenth of a pixel will do, and makes files half as long. */
  private static final Pattern DIGITS_OF_LITTLE_USE = Pattern.compile("(\\d\\.\\d)\\d+");

  private final Results results;
  private final Path directory;

  /** Makes charts of results, to be written to a directory that exists. */
  public Charts(Results results, Path directory) {
    this.results = results;
    this.directory = directory;
  }

  /**
   * Writes one chart with bars for each group of measures; where small figures would vanish beside
   * large ones, one for each measure.
   */
  public void writeBars() throws IOException {
    List<String> groups = Arrays.stream(Measure.values()).map(Measure::group).distinct().toList();
    for (String group : groups) {
      boolean alone = Measure.named(group).stream().map(Measure::unit).distinct().count() == 1;
      for (Unit unit : Unit.values()) {
        List<Measure> measures =
            Measure.named(group).stream()
                .filter(measure -> measure.unit() == unit)
                .filter(this::isMeasured)
                .toList();
        if (isWide(measures)) {
          for (Measure measure : measures) {
            writeBars(measure.id(), unit, List.of(measure));
          }
        } else if (!measures.isEmpty()) {
          String suffix = alone ? "" : "-" + unit.name().toLowerCase(Locale.ROOT).replace('_', '-');
          writeBars(group + suffix, unit, measures);
        }
      }
    }
  }

  private void writeBars(String name, Unit unit, List<Measure> measures) throws IOException {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(name + " (" + (unit.moreIsBetter() ? "more" : "less") + " is better)")
            .yAxisTitle(unit.symbol())
            .build();
    List<String> titles = measures.stream().map(Measure::title).toList();
    for (Column column : results.columns()) {
      if (measures.stream().anyMatch(measure -> median(column, measure).isPresent())) {
        chart.addSeries(
            column.title(),
            titles,
            measures.stream().map(measure -> median(column, measure).orElse(0.0)).toList());
      }
    }
    style(chart);
    save(chart, name);
  }

  /** Writes one chart for each measure, with a curve over the number of keys for each peer. */
  public void writeCurves() throws IOException {
    for (Measure measure : Measure.values()) {
      if (isMeasured(measure)) {
        writeCurves(measure);
      }
    }
  }

  private void writeCurves(Measure measure) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(measure.title())
            .xAxisTitle("keys")
            .yAxisTitle(measure.unit().symbol())
            .build();
    for (String id : results.columns().stream().map(Column::id).distinct().toList()) {
      List<Double> keys = new ArrayList<>();
      List<Double> medians = new ArrayList<>();
      for (Column column : results.columns()) {
        Optional<Double> median = median(column, measure);
        if (column.id().equals(id) && median.isPresent()) {
          keys.add((double) column.keys());
          medians.add(median.get());
        }
      }
      if (!keys.isEmpty()) {
        chart.addSeries(id, keys, medians);
      }
    }
    style(chart);
    chart.getStyler().setXAxisLogarithmic(true).setYAxisMin(0.0);
    save(chart, "scale-" + measure.id());
  }

  private boolean isMeasured(Measure measure) {
    return results.columns().stream().anyMatch(column -> median(column, measure).isPresent());
  }

  /** Whether a chart would show nothing of the small figures beside the large ones. */
  private boolean isWide(List<Measure> measures) {
    List<Double> all =
        results.columns().stream()
            .flatMap(
                column -> measures.stream().flatMap(measure -> median(column, measure).stream()))
            .filter(median -> median > 0)
            .sorted()
            .toList();
    return !all.isEmpty() && all.getLast() > 100 * all.getFirst();
  }

  private Optional<Double> median(Column column, Measure measure) {
    return results.spread(column, measure).map(Spread::median);
  }

  private static void style(Chart<?, ?> chart) {
    chart
        .getStyler()
        .setChartBackgroundColor(Color.WHITE)
        .setLegendPosition(LegendPosition.OutsideE)
        .setLegendBorderColor(Color.WHITE);
  }

  private void save(Chart<?, ?> chart, String name) throws IOException {
    String svg = new String(ChartEncoder.getBytes(chart, "svg"), StandardCharsets.UTF_8);
    Files.writeString(
        directory.resolve(name + ".svg"), DIGITS_OF_LITTLE_USE.matcher(svg).replaceAll("$1"));
  }
}
