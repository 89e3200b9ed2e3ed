package dev.cairnkv.core.manifest;

import dev.cairnkv.spi.ShardStorage;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Shard ids as text: {@code 1-5,7}. A store that lives long retires many ids, but few ranges. */
final class IdRanges {
  private IdRanges() {}

  /** Returns the text of ids that are given in ascending order. */
  static String text(Collection<Integer> ids) {
    StringJoiner text = new StringJoiner(",");
    int first = 0;
    int last = 0;
    for (int id : ids) {
      if (first != 0 && id != last + 1) {
        text.add(range(first, last));
      }
      first = first == 0 || id != last + 1 ? id : first;
      last = id;
    }
    return first == 0 ? "" : text.add(range(first, last)).toString();
  }

  /**
   * Reads such a text.
   *
   * @throws NumberFormatException if it cannot be read
   */
  static NavigableSet<Integer> parse(String text) {
    NavigableSet<Integer> ids = new TreeSet<>();
    for (String range : text.split(",", -1)) {
      if (!range.isEmpty()) {
        int dash = range.indexOf('-');
        int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
        int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
        if (first < 1 || last < first || last > ShardStorage.MAX_SHARD_ID) {
          throw new NumberFormatException("there are no shards " + range);
        }
        for (int id = first; id <= last; id++) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  private static String range(int first, int last) {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
