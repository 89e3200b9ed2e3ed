package dev.cairnkv.app.cli;

import dev.cairnkv.Damage;
import dev.cairnkv.Finding;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

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

  /** Sets a damaged place as JSON. */
  static void put(ObjectNode target, Damage damage) {
    if (damage.shardId() != 0) {
      target.put("shard", damage.shardId());
      target.put("offset", damage.offset());
      target.put("length", damage.length());
    }
    target.put("found", damage.found());
  }

  /** Sets what is wrong as JSON. */
  static void put(ObjectNode target, Finding<byte[]> finding) {
    put(target, finding.damage());
    byte[] key = finding.key();
    if (key != null) {
      target.put("key", Printable.text(key));
    }
  }

  private static String key(byte @Nullable [] key) {
    return key == null ? "" : "; key " + Printable.text(key);
  }
}
