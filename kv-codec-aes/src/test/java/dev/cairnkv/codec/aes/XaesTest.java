package dev.cairnkv.codec.aes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

/** The test vectors of the specification, without associated data. */
final class XaesTest {

  private static final byte[] NONCE = "ABCDEFGHIJKLMNOPQRSTUVWX".getBytes(UTF_8);
  private static final byte[] PLAIN = "XAES-256-GCM".getBytes(UTF_8);

  /** With this key, doubling does not reduce by the polynomial. */
  @Test
  void givesTheVectorOfTheSpecification() throws Exception {
    assertThat(HexFormat.of().formatHex(encrypted(1)))
        .isEqualTo("ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271");
  }

  /** With this key, doubling does; the specification's tag is with associated data. */
  @Test
  void givesTheCiphertextOfTheSecondVectorOfTheSpecification() throws Exception {
    assertThat(HexFormat.of().formatHex(encrypted(3)))
        .startsWith("986ec1832593df5443a17943")
        .hasSize(2 * (PLAIN.length + Xaes.TAG_BYTES));
  }

  @Test
  void givesBackWhatItEncrypted() throws Exception {
    assertThat(decrypted(3, encrypted(3))).isEqualTo(PLAIN);
  }

  @Test
  void refusesEveryFlippedBit() throws Exception {
    byte[] encrypted = encrypted(3);
    for (int bit = 0; bit < encrypted.length * Byte.SIZE; bit++) {
      byte[] flipped = encrypted.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThatThrownBy(() -> decrypted(3, flipped)).isInstanceOf(AEADBadTagException.class);
    }
  }

  private static byte[] encrypted(int keyByte) throws GeneralSecurityException {
    return run(Cipher.ENCRYPT_MODE, keyByte, PLAIN, PLAIN.length + Xaes.TAG_BYTES);
  }

  private static byte[] decrypted(int keyByte, byte[] encrypted) throws GeneralSecurityException {
    return run(Cipher.DECRYPT_MODE, keyByte, encrypted, encrypted.length - Xaes.TAG_BYTES);
  }

  private static byte[] run(int mode, int keyByte, byte[] source, int targetLength)
      throws GeneralSecurityException {
    byte[] key = new byte[AesKey.BYTES];
    Arrays.fill(key, (byte) keyByte);
    Xaes xaes = new Xaes(key);
    byte[] target = new byte[targetLength];
    xaes.run(mode, xaes.derive(NONCE, 0), NONCE, 0, source, 0, source.length, target, 0);
    return target;
  }
}
