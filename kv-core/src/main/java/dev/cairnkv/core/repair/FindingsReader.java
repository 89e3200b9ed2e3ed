package dev.cairnkv.core.repair;

import dev.cairnkv.Damage;
import dev.cairnkv.Finding;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.repair.Words.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what is wrong, with the keys as far as they are known.
 *
 * @param inspected what was found
 * @param witness what the checkpoint knows
 */
record FindingsReader(Inspected inspected, CheckpointWitness witness) {

  <K> List<Finding<K>> read(KeySearch<K> keys) {
    List<Damage> damages = damages();
    Map<Damage, Fingerprint> fingerprints = new HashMap<>();
    for (Damage damage : damages) {
      Fingerprint fingerprint = fingerprint(damage);
      if (fingerprint != null) {
        fingerprints.put(damage, fingerprint);
      }
    }
    for (Word word : witness.lost()) {
      Damage damage =
          new Damage(
              word.shardId(),
              word.offset(),
              Location.lengthBound(word.location()),
              "the record that the checkpoint names is gone",
              true);
      damages.add(damage);
      fingerprints.put(damage, word.fingerprint());
    }
    keys.search(inspected.inventory().shards().values(), fingerprints.values());
    List<Finding<K>> findings = new ArrayList<>();
    for (Damage damage : damages) {
      Fingerprint fingerprint = fingerprints.get(damage);
      findings.add(new Finding<>(damage, fingerprint == null ? null : keys.find(fingerprint)));
    }
    return findings;
  }

  private List<Damage> damages() {
    List<Damage> damages = new ArrayList<>();
    if (witness.damage() != null) {
      damages.add(witness.damage());
    }
    for (Damage damage : inspected.damages()) {
      damages.add(isKnown(damage) ? known(damage) : damage);
    }
    damages.addAll(inspected.inventory().refused());
    return damages;
  }

  private boolean isKnown(Damage damage) {
    boolean wholeShard = damage.offset() + damage.length() == 0;
    int shardId = damage.shardId() + (wholeShard ? 1 : 0);
    return shardId <= 0
        || witness.knowsBelow(Location.pack(shardId, damage.offset() + damage.length(), 0));
  }

  private static Damage known(Damage damage) {
    return new Damage(damage.shardId(), damage.offset(), damage.length(), damage.found(), true);
  }

  /** Returns the fingerprint of the record that was hit, if it was one and can be told. */
  private @Nullable Fingerprint fingerprint(Damage damage) {
    LogShard shard = inspected.shard(damage.shardId());
    if (shard == null || damage.offset() < ShardHeaderDescriptor.LENGTH) {
      return null;
    }
    FrameHeader header =
        switch (shard.correctedFrame(damage.offset())) {
          case Frame.Intact(FrameHeader intact, _) -> intact;
          case Frame.DamagedPayload(FrameHeader intact) -> intact;
          case Frame.NoFrame _ -> null;
        };
    return header == null || header.kind() == FrameKind.SEAL ? null : header.fingerprint();
  }
}
