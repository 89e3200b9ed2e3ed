package dev.cairnkv.bench.workload;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Everything that is measured, in the order of tables. */
public enum Measure {
  /** Puts of new keys, in an order that is random for every store. */
  LOAD("load", "load", Phase.LOAD, Unit.MILLION_PER_SECOND),
  /** Gets of random keys. */
  GET("read", "get, 1 thread", Phase.WORK, Unit.MILLION_PER_SECOND),
  /** The same by two threads. */
  GET_2("read", "get, 2 threads", Phase.WORK, Unit.MILLION_PER_SECOND),
  /** Gets of many keys with one call. */
  GET_ALL("read", "getAll of 64, keys", Phase.WORK, Unit.MILLION_PER_SECOND),
  /** Gets of keys that are not there. */
  MISS("read", "miss", Phase.WORK, Unit.MILLION_PER_SECOND),
  /** Puts of random keys that are there. */
  OVERWRITE("write", "overwrite", Phase.WORK, Unit.MILLION_PER_SECOND),
  /** Half gets, half puts, by two threads. */
  MIXED_2("write", "50/50, 2 threads", Phase.WORK, Unit.MILLION_PER_SECOND),
  /** Half gets, half puts, of zipfian keys. */
  YCSB_A("ycsb", "YCSB A (50 % put)", Phase.WORK, Unit.MILLION_PER_SECOND),
  /** Mostly gets, of zipfian keys. */
  YCSB_B("ycsb", "YCSB B (5 % put)", Phase.WORK, Unit.MILLION_PER_SECOND),
  /** Gets of zipfian keys. */
  YCSB_C("ycsb", "YCSB C (get)", Phase.WORK, Unit.MILLION_PER_SECOND),
  /** Half gets, half puts with a get before, of zipfian keys. */
  YCSB_F("ycsb", "YCSB F (50 % get, then put)", Phase.WORK, Unit.MILLION_PER_SECOND),
  /** Puts that survive a power loss. */
  SYNCED("synced", "put synced, 1 thread", Phase.SYNCED, Unit.PER_SECOND),
  /** The same by many threads. */
  SYNCED_16("synced", "put synced, 16 threads", Phase.SYNCED, Unit.PER_SECOND),
  /** Puts of new keys with values of 1 KiB. */
  LOAD_1K("large", "load, values of 1 KiB", Phase.LARGE, Unit.MILLION_PER_SECOND),
  /** Gets of values of 1 KiB. */
  GET_1K("large", "get, values of 1 KiB", Phase.LARGE, Unit.MILLION_PER_SECOND),
  /** Opening, and one get. */
  OPEN_CLEAN("open", "open after a clean shutdown", Phase.WORK, Unit.MILLISECONDS),
  /** The same after the process was ended while writing. */
  OPEN_KILL("open", "open after a kill", Phase.REOPEN, Unit.MILLISECONDS),
  /** Frames replayed when there is no checkpoint. */
  SCAN("open", "open without a checkpoint, frames", Phase.REOPEN, Unit.MILLION_PER_SECOND),
  /** What the process takes more after opening and reading than before: heap and other memory. */
  MEMORY("memory", "memory a key, process", Phase.WORK, Unit.BYTES),
  /** All memory of the process, with what is mapped of files and the heap at its full size. */
  RESIDENT("memory", "resident memory of the process", Phase.WORK, Unit.MEBIBYTES),
  /** The memory of the index alone, where the store tells. */
  INDEX("memory", "memory a key, index", Phase.LOAD, Unit.BYTES),
  /** Blocks of all files after loading and shutting down. */
  DISK("disk", "disk a record, all files", Phase.LOAD, Unit.BYTES),
  /** Bytes of a frame beyond the payload, where the store tells. */
  FRAME("disk", "disk a record, beyond the payload", Phase.LOAD, Unit.BYTES),
  /** How long a put takes at most in half of the cases. */
  PUT_P50("latency", "put p50", Phase.LATENCY, Unit.MICROSECONDS),
  /** How long a put takes at most in 99 % of the cases. */
  PUT_P99("latency", "put p99", Phase.LATENCY, Unit.MICROSECONDS),
  /** How long a put takes at most in 99.9 % of the cases. */
  PUT_P999("latency", "put p99.9", Phase.LATENCY, Unit.MICROSECONDS),
  /** How long a put takes at most in 99.99 % of the cases. */
  PUT_P9999("latency", "put p99.99", Phase.LATENCY, Unit.MICROSECONDS),
  /** How long the slowest put takes. */
  PUT_MAX("latency", "put max", Phase.LATENCY, Unit.MICROSECONDS),
  /** How long a get takes at most in half of the cases. */
  GET_P50("latency", "get p50", Phase.LATENCY, Unit.MICROSECONDS),
  /** How long a get takes at most in 99 % of the cases. */
  GET_P99("latency", "get p99", Phase.LATENCY, Unit.MICROSECONDS),
  /** How long a get takes at most in 99.9 % of the cases. */
  GET_P999("latency", "get p99.9", Phase.LATENCY, Unit.MICROSECONDS),
  /** How long a get takes at most in 99.99 % of the cases. */
  GET_P9999("latency", "get p99.99", Phase.LATENCY, Unit.MICROSECONDS),
  /** How long the slowest get takes. */
  GET_MAX("latency", "get max", Phase.LATENCY, Unit.MICROSECONDS),
  /** Puts of random keys that are there, while the space of what they replace comes back. */
  COMPACTED("compaction", "overwrite with compaction", Phase.COMPACTION, Unit.MILLION_PER_SECOND),
  /** The same while it does not. */
  NOT_COMPACTED(
      "compaction", "overwrite without compaction", Phase.COMPACTION, Unit.MILLION_PER_SECOND),
  /** All shards but four, for each byte of the latest records: the most while overwriting. */
  COMPACTED_DISK("compaction", "disk a live byte, but four shards", Phase.COMPACTION, Unit.TIMES),
  /** How long a put takes at most in 99.9 % of the cases while space comes back. */
  COMPACTED_P999("compaction", "put p99.9 with compaction", Phase.COMPACTION, Unit.MICROSECONDS);

  private final String group;
  private final String title;
  private final Phase phase;
  private final Unit unit;

  Measure(String group, String title, Phase phase, Unit unit) {
    this.group = group;
    this.title = title;
    this.phase = phase;
    this.unit = unit;
  }

  /** Returns its name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the name on the command line that it shares with what is like it. */
  public String group() {
    return group;
  }

  /** Returns its name in tables. */
  public String title() {
    return title;
  }

  /** Returns when it is measured. */
  public Phase phase() {
    return phase;
  }

  /** Returns what its figures are given in. */
  public Unit unit() {
    return unit;
  }

  /** Returns all whose id or group is {@code name}. */
  public static List<Measure> named(String name) {
    return Arrays.stream(values())
        .filter(measure -> measure.id().equals(name) || measure.group.equals(name))
        .toList();
  }

  /** Returns all groups and ids, for messages. */
  public static String names() {
    return Arrays.stream(values())
        .collect(
            Collectors.groupingBy(
                Measure::group,
                LinkedHashMap::new,
                Collectors.mapping(Measure::id, Collectors.joining(", "))))
        .entrySet()
        .stream()
        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
        .collect(Collectors.joining(", "));
  }
}
