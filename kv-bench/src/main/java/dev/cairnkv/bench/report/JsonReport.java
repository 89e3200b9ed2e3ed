package dev.cairnkv.bench.report;

import dev.cairnkv.bench.workload.Measure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** All figures of all runs, for machines. */
public final class JsonReport {

  private JsonReport() {}

  /** What is written. */
  record Content(
      Machine machine,
      String settings,
      List<String> jvmOptions,
      List<ColumnContent> columns,
      List<String> failures) {}

  /** A column. */
  record ColumnContent(
      String id, String title, long keys, String settings, List<MeasureContent> measures) {}

  /** The figures of a measure. */
  record MeasureContent(String id, String unit, Spread spread, List<Double> runs) {}

  /**
   * Writes the file.
   *
   * @param settings how the bench was run
   * @param jvmOptions the options of each JVM
   */
  public static void write(
      Path file, Results results, Machine machine, String settings, List<String> jvmOptions) {
    List<ColumnContent> columns =
        results.columns().stream().map(column -> content(results, column)).toList();
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValue(file, new Content(machine, settings, jvmOptions, columns, results.failures()));
  }

  private static ColumnContent content(Results results, Column column) {
    List<MeasureContent> measures = new ArrayList<>();
    Arrays.stream(Measure.values())
        .forEach(
            measure ->
                results
                    .spread(column, measure)
                    .ifPresent(
                        spread ->
                            measures.add(
                                new MeasureContent(
                                    measure.id(),
                                    measure.unit().symbol(),
                                    spread,
                                    results.figures(column, measure)))));
    return new ColumnContent(
        column.id(), column.title(), column.keys(), column.settings(), measures);
  }
}
