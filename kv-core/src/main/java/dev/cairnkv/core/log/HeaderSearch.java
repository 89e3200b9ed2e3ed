package dev.cairnkv.core.log;

import dev.cairnkv.core.frame.FrameDecoder;
import dev.cairnkv.core.frame.FrameDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Finds intact frame headers in a shard, behind damage. */
record HeaderSearch(FrameDecoder decoder, MemorySegment shard) {

  long next(long from) {
    long last = shard.byteSize() - FrameDescriptor.HEADER_LENGTH;
    for (long offset = FrameDescriptor.align(from);
        offset <= last;
        offset += FrameDescriptor.ALIGNMENT) {
      // Most of what is searched is zero, and a header's checksums hardly ever are.
      boolean blank = shard.get(ValueLayout.JAVA_LONG_UNALIGNED, offset) == 0;
      if (!blank && decoder.decodeHeader(shard.asSlice(offset), offset) != null) {
        return offset;
      }
    }
    return -1;
  }
}
