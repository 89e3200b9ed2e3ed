package dev.cairnkv.codec;

import dev.cairnkv.CodecException;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;

/**
 * Changes the payloads of any codec on their way to the disk and back: compresses or encrypts them,
 * for example. {@link TransformedCodec} puts one around a codec.
 *
 * <p>Implementations must
 *
 * <ol>
 *   <li>give back from {@link #restore} the bytes that {@link #apply} was given, none included;
 *   <li>not depend on any state: what one instance applied, any instance with the same {@link
 *       #name} and {@link #schemaMask} restores, in this process or a later one;
 *   <li>be safe for use by any number of threads at once;
 *   <li>only append to the target, and keep no reference to it or to the source after the call;
 *   <li>answer a payload that {@link #apply} did not make with a {@link CodecException}, and
 *       allocate no more for it than a small multiple of its size;
 *   <li>never change the form of what they make: another form has another name.
 * </ol>
 */
public interface PayloadTransform {

  /**
   * Returns the name, as it stands behind the plus in {@link Codec#id}: {@code zstd}, {@code
   * aes.k1}.
   */
  String name();

  /**
   * Returns what goes into the schema fingerprint by an exclusive or: a fingerprint of what is
   * needed to restore a payload besides the name, such as a key; 0 if there is nothing of the kind.
   */
  default long schemaMask() {
    return 0;
  }

  /**
   * Appends what becomes of {@code length} bytes of {@code source} from {@code offset}.
   *
   * @throws CodecException if that is not possible
   */
  void apply(byte[] source, int offset, int length, PayloadBuffer target);

  /**
   * Appends what {@link #apply} made {@code length} bytes of {@code source} from {@code offset} of.
   *
   * @throws CodecException if it did not make them
   */
  void restore(byte[] source, int offset, int length, PayloadBuffer target);
}
