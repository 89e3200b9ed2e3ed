package dev.cairnkv.core.repair;

import dev.cairnkv.KvException;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.restore.ShardScan;
import dev.cairnkv.core.restore.ShardScan.ScanStart;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the keys of fingerprints: any intact record of a key tells it, however old.
 *
 * @param <K> the type of the keys
 */
final class KeySearch<K> {
  private final Payloads<K> payloads;
  private final Map<Fingerprint, K> found = new HashMap<>();

  KeySearch(Payloads<K> payloads) {
    this.payloads = payloads;
  }

  /** Searches all shards, unless there is nothing to search for. */
  void search(Collection<LogShard> shards, Collection<Fingerprint> fingerprints) {
    Set<Fingerprint> wanted = fingerprints.stream().map(Index::kept).collect(Collectors.toSet());
    for (LogShard shard : shards) {
      if (!found.keySet().containsAll(wanted)) {
        ShardScan.complete(
            shard,
            ScanStart.of(shard),
            0,
            (header, location) -> {
              if (header.kind() == FrameKind.PUT
                  && wanted.contains(Index.kept(header.fingerprint()))) {
                take(shard, location);
              }
            });
      }
    }
  }

  @Nullable K find(Fingerprint fingerprint) {
    return found.get(Index.kept(fingerprint));
  }

  private void take(LogShard shard, long location) {
    if (shard.correctedFrame(Location.offset(location))
        instanceof Frame.Intact(FrameHeader header, var payload)) {
      try {
        K key = payloads.key(shard.header().codec(), payload);
        if (payloads.fingerprint(key).equals(header.fingerprint())) {
          found.put(Index.kept(header.fingerprint()), key);
        }
      } catch (KvException | IllegalArgumentException _) {
        return; // then another record must tell the key
      }
    }
  }
}
