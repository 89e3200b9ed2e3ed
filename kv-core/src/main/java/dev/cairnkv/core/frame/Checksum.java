package dev.cairnkv.core.frame;

import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * CRC-32C, salted for one shard: the plain checksum xor a number that depends on store, shard and
 * offset. So bytes of another store or shard, bytes at another place, and zeros fail, while the
 * checksum of a payload can be made before it is known where it will stand.
 *
 * @param salt what the store and the shard put in
 */
public record Checksum(long salt) {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  /** Returns the checksum for a shard of a store. */
  public static Checksum of(UUID storeId, int shardId) {
    long salt = mix(shardId + GOLDEN_GAMMA);
    salt = mix(salt ^ storeId.getMostSignificantBits());
    return new Checksum(mix(salt ^ storeId.getLeastSignificantBits()));
  }

  /** Returns {@code plain} salted for covered bytes that begin at {@code offset} of the shard. */
  public int salted(int plain, long offset) {
    return plain ^ (int) (mix(salt + offset * GOLDEN_GAMMA) >>> 32);
  }

  /** Returns the plain CRC-32C of a range of an array. */
  public static int plain(byte[] bytes, int start, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, start, length);
    return (int) crc.getValue();
  }

  /**
   * Spreads every bit over all bits. Source: the finish of SplitMix64, from Steele, Lea and Flood,
   * "Fast splittable pseudorandom number generators", 2014.
   */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
