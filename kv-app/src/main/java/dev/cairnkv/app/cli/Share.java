package dev.cairnkv.app.cli;

import dev.cairnkv.ShardStats;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * What the bytes of a shard are. Together the shares are the whole shard, in the order in which
 * they are drawn.
 */
enum Share {
  /** Frames that hold the latest record of a key. */
  LIVE('█', Style.fg_green),

  /** Frames that say that a key is deleted. */
  DELETED('▓', Style.fg_yellow),

  /** Frames that are overwritten or deleted, and what describes the shard itself. */
  DEAD('▒', Style.fg_red),

  /** Room for further frames. */
  FREE('░', Style.faint);

  private final char cell;
  private final Style style;

  Share(char cell, Style style) {
    this.cell = cell;
    this.style = style;
  }

  /** Returns what a bar is drawn with. */
  char cell() {
    return cell;
  }

  Style style() {
    return style;
  }

  /** Returns the name, also of its style on the page of HTML. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns how many bytes of a shard these are. */
  long bytes(ShardStats shard) {
    // Live bytes may be counted a little too high, used ones never.
    long live = Math.min(shard.liveBytes(), shard.usedBytes());
    long deleted = Math.min(shard.tombstoneBytes(), shard.usedBytes() - live);
    return switch (this) {
      case LIVE -> live;
      case DELETED -> deleted;
      case DEAD -> shard.usedBytes() - live - deleted;
      case FREE -> shard.sizeBytes() - shard.usedBytes();
    };
  }

  /** Returns how many bytes of all shards these are. */
  long bytes(Iterable<ShardStats> shards) {
    long bytes = 0;
    for (ShardStats shard : shards) {
      bytes += bytes(shard);
    }
    return bytes;
  }
}
