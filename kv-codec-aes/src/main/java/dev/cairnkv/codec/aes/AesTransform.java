package dev.cairnkv.codec.aes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairnkv.CodecException;
import dev.cairnkv.codec.PayloadTransform;
import dev.cairnkv.spi.PayloadBuffer;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A payload as its nonce (24 bytes), what it is encrypted to, and the tag (16 bytes). See {@link
 * AesCodec}.
 */
final class AesTransform implements PayloadTransform {

  private static final int OVERHEAD_BYTES = Xaes.NONCE_BYTES + Xaes.TAG_BYTES;
  private static final String CHECK = "cairn aes: which key is this";

  private final String keyId;
  private final Xaes xaes;
  private final long check;
  private final DerivedKeys derivedKeys = new DerivedKeys();
  private volatile @Nullable NonceSequence nonces;

  AesTransform(AesKey key) {
    this.keyId = key.id();
    try {
      this.xaes = new Xaes(key.bytes());
      this.check = check(key.bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES and HmacSHA256", e);
    }
  }

  @Override
  public String name() {
    return "aes." + keyId;
  }

  /** Tells keys apart, and says nothing of them to who cannot invert HMAC-SHA-256. */
  @Override
  public long schemaMask() {
    return check;
  }

  @Override
  public void apply(byte[] source, int offset, int length, PayloadBuffer target) {
    int start = target.size();
    int needed = Math.addExact(length, OVERHEAD_BYTES);
    byte[] array = target.reserve(needed);
    try {
      SecretKey derived = nextNonce(array, start);
      xaes.run(
          Cipher.ENCRYPT_MODE,
          derived,
          array,
          start,
          source,
          offset,
          length,
          array,
          start + Xaes.NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new CodecException("cannot encrypt a record of " + length + " bytes: " + e, e);
    }
    target.setSize(start + needed);
  }

  /** Writes a nonce that was never used, and returns the key for it. */
  private SecretKey nextNonce(byte[] target, int offset) throws GeneralSecurityException {
    while (true) {
      NonceSequence sequence = nonces;
      if (sequence != null && sequence.next(target, offset)) {
        return sequence.derived();
      }
      renew(sequence);
    }
  }

  private synchronized void renew(@Nullable NonceSequence spent) throws GeneralSecurityException {
    if (Objects.equals(nonces, spent)) {
      nonces = new NonceSequence(xaes);
    }
  }

  @Override
  public void restore(byte[] source, int offset, int length, PayloadBuffer target) {
    int plainLength = length - OVERHEAD_BYTES;
    if (plainLength < 0) {
      throw new CodecException(
          "expected at least %d bytes of an encrypted record, found %d"
              .formatted(OVERHEAD_BYTES, length));
    }
    SecretKey known = derivedKeys.get(source, offset);
    try {
      SecretKey derived = known == null ? xaes.derive(source, offset) : known;
      xaes.run(
          Cipher.DECRYPT_MODE,
          derived,
          source,
          offset,
          source,
          offset + Xaes.NONCE_BYTES,
          length - Xaes.NONCE_BYTES,
          target.reserve(plainLength),
          target.size());
      if (known == null) {
        derivedKeys.add(source, offset, derived);
      }
    } catch (GeneralSecurityException e) {
      throw new CodecException(
          "a record of %d bytes is not what the key '%s' encrypted: it was changed, or the key is another one of that id"
              .formatted(length, keyId),
          e);
    }
    target.setSize(target.size() + plainLength);
  }

  private static long check(byte[] key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return ByteBuffer.wrap(mac.doFinal(CHECK.getBytes(UTF_8))).getLong();
  }
}
