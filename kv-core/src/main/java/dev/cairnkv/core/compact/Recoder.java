package dev.cairnkv.core.compact;

import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;

/** Brings payloads into the form of the codec that new shards are written with. */
public interface Recoder {

  /**
   * Appends a payload.
   *
   * @param stamp the codec that wrote it
   * @param payload the payload, which is intact
   */
  void recode(CodecStamp stamp, MemorySegment payload, PayloadBuffer target);
}
