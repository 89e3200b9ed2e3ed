package dev.cairnkv.bench.child;

import dev.cairnkv.bench.workload.Measure;
import dev.cairnkv.bench.workload.Phase;
import dev.cairnkv.bench.workload.Timing;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a child is to do.
 *
 * @param peer the id of the peer
 * @param phase the phase
 * @param directory where the store is
 * @param scratch a directory that does not exist, for the small store
 * @param keys how many keys the store has when it is full
 * @param smallKeys how many keys the small store has
 * @param timing how long each workload runs
 * @param measures what is to be measured
 */
public record Order(
    String peer,
    Phase phase,
    Path directory,
    Path scratch,
    long keys,
    long smallKeys,
    Timing timing,
    Set<Measure> measures) {

  /** Returns the order as arguments of a main method. */
  public List<String> arguments() {
    return List.of(
        "peer=" + peer,
        "phase=" + phase,
        "directory=" + directory,
        "scratch=" + scratch,
        "keys=" + keys,
        "smallKeys=" + smallKeys,
        "warmSeconds=" + timing.warmSeconds(),
        "seconds=" + timing.seconds(),
        "measures=" + measures.stream().map(Measure::name).collect(Collectors.joining(",")));
  }

  /** Reads what {@link #arguments} returned. */
  public static Order of(String... arguments) {
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      int sign = argument.indexOf('=');
      values.put(argument.substring(0, sign), argument.substring(sign + 1));
    }
    Set<Measure> measures = EnumSet.noneOf(Measure.class);
    Arrays.stream(value(values, "measures").split(","))
        .filter(name -> !name.isEmpty())
        .forEach(name -> measures.add(Measure.valueOf(name)));
    return new Order(
        value(values, "peer"),
        Phase.valueOf(value(values, "phase")),
        Path.of(value(values, "directory")),
        Path.of(value(values, "scratch")),
        Long.parseLong(value(values, "keys")),
        Long.parseLong(value(values, "smallKeys")),
        new Timing(
            Double.parseDouble(value(values, "warmSeconds")),
            Double.parseDouble(value(values, "seconds")),
            Long.MAX_VALUE),
        measures);
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("an order needs " + name + "=...");
    }
    return value;
  }
}
