package dev.cairnkv.core;

import dev.cairnkv.CodecException;
import dev.cairnkv.KvException;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.fingerprint.Fingerprinter;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.manifest.Manifest;
import dev.cairnkv.core.repair.Payloads;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Reads keys with the codecs of a store. For one thread. */
final class CodecPayloads<K, V> implements Payloads<K> {
  private final Codecs<K, V> codecs;
  private final Fingerprinter<K> fingerprinter;
  private final PayloadBuffer scratch = new PayloadBuffer();

  CodecPayloads(Codecs<K, V> codecs, Manifest manifest) {
    this.codecs = codecs;
    this.fingerprinter = new Fingerprinter<>(codecs.keyType(), manifest.seed());
  }

  @Override
  public void requireReadable(CodecStamp stamp, int shardId) {
    codecs.requireReadable(stamp, shardId);
  }

  @Override
  public K key(CodecStamp stamp, MemorySegment payload) {
    Codec<K, V> codec = codecs.reader(stamp);
    try {
      return codec.decode(payload).key();
    } catch (KvException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CodecException("codec '" + codec.id() + "' failed to decode a record", e);
    }
  }

  @Override
  public Fingerprint fingerprint(K key) {
    return fingerprinter.fingerprint(key, scratch);
  }

  @Override
  public List<CodecStamp> stamps() {
    return codecs.stamps();
  }
}
