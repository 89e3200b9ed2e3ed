package dev.cairnkv.core.repair;

import dev.cairnkv.Damage;
import dev.cairnkv.Finding;
import dev.cairnkv.KvException;
import dev.cairnkv.WrongCodecException;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.log.LogShard;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes every intact payload, which should hold a key with the fingerprint of its frame.
 *
 * @param <K> the type of the keys
 */
final class PayloadCheck<K> implements Inspection.FrameCheck {
  // With the wrong registrations no record decodes, and there may be very many.
  private static final int MOST_FINDINGS = 1000;

  private final Payloads<K> payloads;
  private final List<Finding<K>> findings = new ArrayList<>();
  private @Nullable LogShard shard;
  private long more;

  PayloadCheck(Payloads<K> payloads) {
    this.payloads = payloads;
  }

  @Override
  public void enter(LogShard shard) {
    try {
      payloads.requireReadable(shard.header().codec(), shard.id());
      this.shard = shard;
    } catch (WrongCodecException _) {
      this.shard = null; // which is reported once, for the shard
    }
  }

  @Override
  public void visit(FrameHeader header, long location) {
    LogShard current = shard;
    if (current != null
        && header.kind() == FrameKind.PUT
        && current.correctedFrame(Location.offset(location))
            instanceof Frame.Intact(_, MemorySegment payload)) {
      check(current, header, location, payload);
    }
  }

  private void check(LogShard current, FrameHeader header, long location, MemorySegment payload) {
    K key = null;
    String found;
    try {
      key = payloads.key(current.header().codec(), payload);
      found =
          payloads.fingerprint(key).equals(header.fingerprint())
              ? null
              : "the payload holds another key than the header says";
    } catch (KvException | IllegalArgumentException e) {
      found = "the payload is intact but cannot be decoded: " + e.getMessage();
    }
    if (found == null) {
      return;
    }
    if (findings.size() == MOST_FINDINGS) {
      more++;
      return;
    }
    Damage damage =
        new Damage(current.id(), Location.offset(location), header.frameLength(), found, true);
    findings.add(new Finding<>(damage, key));
  }

  List<Finding<K>> findings() {
    if (more > 0) {
      String found = "so it is with " + more + " more records that are not listed";
      findings.add(new Finding<>(new Damage(0, 0, 0, found, true), null));
    }
    return findings;
  }
}
