package dev.cairnkv.core.log;

import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.frame.Checksum;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameDecoder;
import dev.cairnkv.core.frame.Seal;
import dev.cairnkv.core.frame.ShardHeader;
import java.lang.foreign.MemorySegment;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The copy of a shard's header in its seal. */
public final class SealedHeader {
  private SealedHeader() {}

  /**
   * Looks for the copy.
   *
   * @param shard all bytes of the shard
   * @return the header, or null if there is no intact seal or its copy cannot be read
   */
  public static @Nullable ShardHeader find(MemorySegment shard, UUID storeId, int shardId) {
    FrameDecoder decoder = new FrameDecoder(Checksum.of(storeId, shardId), 0);
    long offset = new HeaderSearch(decoder, shard).seal();
    if (offset >= 0
        && decoder.decode(shard.asSlice(offset), offset) instanceof Frame.Intact(_, var payload)) {
      try {
        return ShardHeader.decode(Seal.headerCopy(payload), "the seal of shard " + shardId);
      } catch (WrongFormatException _) {
        return null; // a seal of another format, which says no more than the header itself
      }
    }
    return null;
  }
}
