package dev.cairnkv.app.cli;

import dev.cairnkv.Damage;
import dev.cairnkv.Finding;
import org.jspecify.annotations.Nullable;

/** Shows damaged places to people. */
final class DamageLines {
  private DamageLines() {}

  static String of(Finding<byte[]> finding) {
    return of(finding.damage()) + key(finding.key());
  }

  static String of(Damage damage) {
    return damage.shardId() == 0
        ? damage.found()
        : "damage in shard %d at offset %d, %d bytes: %s"
            .formatted(damage.shardId(), damage.offset(), damage.length(), damage.found());
  }

  private static String key(byte @Nullable [] key) {
    return key == null ? "" : "; key " + Printable.text(key);
  }
}
