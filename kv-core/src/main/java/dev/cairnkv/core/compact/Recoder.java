package dev.cairnkv.core.compact;

import dev.cairnkv.CodecException;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;

/** Knows what payloads hold. Throws {@link CodecException} where a codec fails. */
public interface Recoder {

  /**
   * Appends a payload in the form of the codec that new shards are written with.
   *
   * @param stamp the codec that wrote it
   * @param payload the payload, which is intact
   */
  void recode(CodecStamp stamp, MemorySegment payload, PayloadBuffer target);

  /**
   * Returns the ordered bytes of the key of a payload.
   *
   * @param stamp the codec that wrote it
   * @param payload the payload, which is intact
   */
  byte[] orderedKey(CodecStamp stamp, MemorySegment payload);
}
