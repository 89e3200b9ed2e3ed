package dev.cairnkv.core.frame;

import dev.cairnkv.spi.Codec;

/**
 * Where things are in the header of a shard.
 *
 * <pre>
 *   0                                   8        10       12                16
 *  +-----------------------------------+--------+--------+-----------------+
 *  | magic "CAIRNSHD"                  | format | length | shard id        |
 *  +-----------------------------------+--------+--------+-----------------+
 *  | store id                                                              |
 *  +-----------------------------------+-----------------------------------+ 32
 *  | shard size                        | base sequence                     |
 *  +-----------------------------------+-----------------+-----------------+ 48
 *  | created, epoch milliseconds       | codec version   | zero            |
 *  +-----------------------------------+--+--------------+-----------------+ 64
 *  | codec schema fingerprint          |n | codec id, n bytes of 32 ...     |
 *  +-----------------------------------+--+--------------+-----------------+ 80
 *  | ... codec id                                                          |
 *  +--------------------------+--------------------------+-----------------+ 96, 105
 *  | ... codec id             | zero                     | ...             |
 *  +--------------------------+--------------------------+-----------------+ 112
 *  | zero                                                | checksum        |
 *  +-----------------------------------------------------+-----------------+ 128
 * </pre>
 *
 * The checksum is the plain CRC-32C of the 124 bytes before it.
 */
public final class ShardHeaderDescriptor {
  /** The length of the header: where the first frame begins. */
  public static final int LENGTH = 128;

  /** The version of the format that this class describes. */
  public static final int FORMAT = 1;

  /** The bytes {@code CAIRNSHD}, read little-endian. */
  static final long MAGIC = 0x4448534e52494143L;

  static final int MAGIC_OFFSET = 0;
  static final int FORMAT_OFFSET = 8;
  static final int LENGTH_OFFSET = 10;
  static final int SHARD_ID = 12;
  static final int STORE_ID_HIGH = 16;
  static final int STORE_ID_LOW = 24;
  static final int SHARD_SIZE = 32;
  static final int BASE_SEQUENCE = 40;
  static final int CREATED = 48;
  static final int CODEC_VERSION = 56;
  static final int CODEC_SCHEMA = 64;
  static final int CODEC_ID_LENGTH = 72;
  static final int CODEC_ID = 73;
  static final int RESERVED = 105;
  static final int CHECKSUM = 124;

  static final int MAX_CODEC_ID_LENGTH = Codec.MAX_ID_LENGTH;

  private ShardHeaderDescriptor() {}
}
