package dev.cairnkv.bench.report;

import dev.cairnkv.bench.child.Figure;
import dev.cairnkv.bench.workload.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** All figures of a bench, by column and measure. */
public final class Results {
  private final Map<Column, Map<Measure, List<Double>>> figures = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();

  /** Adds the column, without figures yet. */
  public void add(Column column) {
    figures.putIfAbsent(column, new EnumMap<>(Measure.class));
  }

  /** Adds a figure of one run. */
  public void add(Column column, Figure figure) {
    figures
        .computeIfAbsent(column, _ -> new EnumMap<>(Measure.class))
        .computeIfAbsent(figure.measure(), _ -> new ArrayList<>())
        .add(figure.value());
  }

  /** Notes that something could not be measured. */
  public void addFailure(String failure) {
    failures.add(failure);
  }

  /** Returns what could not be measured. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /** Returns the columns, in the order in which they were added. */
  public List<Column> columns() {
    return List.copyOf(figures.keySet());
  }

  /** Returns the figures of all runs. */
  public List<Double> figures(Column column, Measure measure) {
    return List.copyOf(figures.getOrDefault(column, Map.of()).getOrDefault(measure, List.of()));
  }

  /** Returns the spread over all runs. */
  public Optional<Spread> spread(Column column, Measure measure) {
    List<Double> all = figures(column, measure);
    return all.isEmpty() ? Optional.empty() : Optional.of(Spread.of(all));
  }

  /** Returns the median of a peer; if it has several columns, of the one with the most keys. */
  OptionalDouble median(String peer, Measure measure) {
    return medians(peer, measure).reduce((_, last) -> last).orElse(OptionalDouble.empty());
  }

  /** Returns the median of a peer; if it has several columns, of the one with the fewest keys. */
  OptionalDouble atSameKeys(String peer, Measure measure) {
    return medians(peer, measure).findFirst().orElse(OptionalDouble.empty());
  }

  private Stream<OptionalDouble> medians(String peer, Measure measure) {
    return figures.keySet().stream()
        .filter(column -> column.id().equals(peer))
        .sorted(Comparator.comparingLong(Column::keys))
        .flatMap(column -> spread(column, measure).stream())
        .map(spread -> OptionalDouble.of(spread.median()));
  }

  /**
   * Returns how much better the median of one column is than that of another: above 1 if it is
   * better, whether more or less is better.
   */
  public OptionalDouble advantage(Column of, Column over, Measure measure) {
    Optional<Spread> own = spread(of, measure);
    Optional<Spread> other = spread(over, measure);
    if (own.isEmpty() || other.isEmpty() || own.get().median() == 0 || other.get().median() == 0) {
      return OptionalDouble.empty();
    }
    double ratio = own.get().median() / other.get().median();
    return OptionalDouble.of(measure.unit().moreIsBetter() ? ratio : 1 / ratio);
  }
}
