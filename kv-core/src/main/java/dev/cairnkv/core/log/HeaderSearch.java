package dev.cairnkv.core.log;

import dev.cairnkv.core.frame.FrameDecoder;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Finds intact frame headers in a shard: behind damage, or the seal. */
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

  /** Returns the offset of the seal, or -1. It stands at the end, or zeros are behind it. */
  long seal() {
    long last = (shard.byteSize() - FrameDescriptor.SEAL_LENGTH) & -FrameDescriptor.ALIGNMENT;
    for (long offset = last;
        offset >= ShardHeaderDescriptor.LENGTH;
        offset -= FrameDescriptor.ALIGNMENT) {
      boolean blank = shard.get(ValueLayout.JAVA_LONG_UNALIGNED, offset) == 0;
      FrameHeader header = blank ? null : decoder.decodeHeader(shard.asSlice(offset), offset);
      if (header != null) {
        return header.kind() == FrameKind.SEAL ? offset : -1;
      }
    }
    return -1;
  }
}
