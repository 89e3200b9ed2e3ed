package dev.cairnkv.codec.kryo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyValue;
import dev.cairnkv.codec.UpcastingCodec;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads what any {@link KryoCodec} wrote: see {@link KryoCodec#untyped}. */
final class UntypedKryoCodec<K> implements Codec<K, Object> {

  private enum Values {
    TEXT,
    BYTES,
    OBJECTS
  }

  private final KeyForm<K> keys;
  private final StructureReader structures;
  private final Values values;
  private final long schemaFingerprint;

  UntypedKryoCodec(KeyForm<K> keys) {
    this(
        keys,
        new StructureReader(),
        Values.BYTES,
        KryoCodec.fingerprint(keys, new BytesForm().schema()));
  }

  private UntypedKryoCodec(
      KeyForm<K> keys, StructureReader structures, Values values, long schemaFingerprint) {
    this.keys = keys;
    this.structures = structures;
    this.values = values;
    this.schemaFingerprint = schemaFingerprint;
  }

  @Override
  public String id() {
    return KryoCodec.ID;
  }

  @Override
  public int version() {
    return KryoCodec.VERSION;
  }

  @Override
  public long schemaFingerprint() {
    return schemaFingerprint;
  }

  /** The schemas of classes are not known, so any may be one. */
  @Override
  public boolean canDecode(int version, long schemaFingerprint) {
    return version <= KryoCodec.VERSION;
  }

  @Override
  public Codec<K, Object> decoderOf(int version, long schemaFingerprint) {
    return schemaFingerprint == this.schemaFingerprint
        ? this
        : new UntypedKryoCodec<>(keys, structures, valuesOf(schemaFingerprint), schemaFingerprint);
  }

  @Override
  public void encode(K key, Object value, PayloadBuffer target) {
    if (values == Values.OBJECTS || !(value instanceof byte[] bytes)) {
      throw new CodecException(
          "the values of this store are objects of classes that are not here: they can be read, but"
              + " not written");
    }
    keys.write(key, target);
    if (values == Values.TEXT) {
      Text.write(text(bytes), 0, target);
    } else {
      new BytesForm().write(bytes, target);
    }
  }

  @Override
  public KeyValue<K, Object> decode(MemorySegment payload) {
    if (payload.byteSize() > PayloadBuffer.MAX_SIZE) {
      throw new CodecException("a payload of " + payload.byteSize() + " bytes is not an array's");
    }
    byte[] bytes = payload.toArray(ValueLayout.JAVA_BYTE);
    PayloadCursor cursor = new PayloadCursor(bytes, 0, bytes.length);
    K key = keys.read(cursor);
    Object value =
        switch (values) {
          case TEXT -> new TextForm().read(cursor);
          case BYTES -> new BytesForm().read(cursor);
          case OBJECTS -> structures.read(cursor);
        };
    cursor.requireEnd();
    return new KeyValue<>(key, value);
  }

  private Values valuesOf(long schemaFingerprint) {
    if (isOf(schemaFingerprint, new TextForm())) {
      return Values.TEXT;
    }
    return isOf(schemaFingerprint, new BytesForm()) ? Values.BYTES : Values.OBJECTS;
  }

  private boolean isOf(long schemaFingerprint, BinaryForm<?> form) {
    long known = KryoCodec.fingerprint(keys, form.schema());
    return UpcastingCodec.schemaOf(schemaFingerprint, known).isPresent();
  }

  private static String text(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      return Text.decode(bytes, 0, bytes.length);
    }
    return text;
  }
}
