package dev.cairnkv.core;

import dev.cairnkv.CodecException;
import dev.cairnkv.KvException;
import dev.cairnkv.core.compact.Recoder;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.order.KeyOrder;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Copies what the writer's codec wrote, and encodes anew what another one did. */
final class CodecRecoder<K, V> implements Recoder {
  private final Codecs<K, V> codecs;
  private final KeyOrder<K> order;
  private final CodecStamp writer;

  CodecRecoder(Codecs<K, V> codecs, KeyOrder<K> order) {
    this.codecs = codecs;
    this.order = order;
    this.writer = CodecStamp.of(codecs.writer());
  }

  @Override
  public void recode(CodecStamp stamp, MemorySegment payload, PayloadBuffer target) {
    if (stamp.equals(writer)) {
      target.write(payload.toArray(ValueLayout.JAVA_BYTE));
      return;
    }
    try {
      codecs.writer().recode(codecs.reader(stamp), payload, target);
    } catch (KvException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CodecException(
          "a record of codec '%s' cannot be brought into the form of '%s'"
              .formatted(stamp.id(), writer.id()),
          e);
    }
  }

  @Override
  public byte[] orderedKey(CodecStamp stamp, MemorySegment payload) {
    try {
      return order.bytes(codecs.reader(stamp).decode(payload).key());
    } catch (KvException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CodecException(
          "the key of a record of codec '%s' cannot be decoded".formatted(stamp.id()), e);
    }
  }
}
