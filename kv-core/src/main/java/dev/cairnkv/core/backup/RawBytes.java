package dev.cairnkv.core.backup;

import dev.cairnkv.StorageException;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.spi.Shard;
import java.util.Arrays;

/** Bytes of shards, whatever they mean. */
final class RawBytes {
  private static final int PIECE = 256 << 10;

  private RawBytes() {}

  /** Returns bytes of a shard. */
  static byte[] read(LogShard source, long from, long end) {
    byte[] bytes = new byte[Math.toIntExact(end - from)];
    source.readRaw(from, bytes, bytes.length);
    return bytes;
  }

  /** Appends what a shard holds to another one, at the same place. */
  static void append(LogShard source, long from, long end, Shard target) {
    byte[] piece = new byte[(int) Math.min(PIECE, Math.max(0, end - from))];
    for (long offset = from; offset < end; offset += piece.length) {
      int length = (int) Math.min(piece.length, end - offset);
      source.readRaw(offset, piece, length);
      append(target, offset, piece, length);
    }
  }

  /** Puts zeros where something stands behind an offset, durably. */
  static void clear(Shard shard, long from) {
    byte[] piece = new byte[PIECE];
    boolean wasClear = true;
    for (long offset = from; offset < shard.sizeBytes(); offset += PIECE) {
      int length = (int) Math.min(PIECE, shard.sizeBytes() - offset);
      read(shard, offset, piece, length);
      if (!isZero(piece, length)) {
        append(shard, offset, new byte[length], length);
        wasClear = false;
      }
    }
    if (!wasClear) {
      sync(shard);
    }
  }

  /** Returns whether two shards hold the same bytes at the same place. */
  static boolean areEqual(LogShard source, Shard copy, long from, long end) {
    if (copy.sizeBytes() < end || source.sizeBytes() < end) {
      return false;
    }
    byte[] expected = new byte[PIECE];
    byte[] found = new byte[PIECE];
    for (long offset = from; offset < end; offset += PIECE) {
      int length = (int) Math.min(PIECE, end - offset);
      source.readRaw(offset, expected, length);
      read(copy, offset, found, length);
      if (!Arrays.equals(expected, 0, length, found, 0, length)) {
        return false;
      }
    }
    return true;
  }

  static void sync(Shard shard) {
    try {
      shard.sync();
    } catch (InternalError e) {
      throw failed(shard, e);
    }
  }

  private static void append(Shard target, long offset, byte[] bytes, int length) {
    try {
      target.append(offset, bytes, 0, length);
    } catch (InternalError e) {
      throw failed(target, e);
    }
  }

  private static void read(Shard shard, long offset, byte[] target, int length) {
    try {
      shard.read(offset, target, 0, length);
      LogShard.deliverFaults();
    } catch (InternalError e) {
      throw failed(shard, e);
    }
  }

  private static boolean isZero(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static StorageException failed(Shard shard, InternalError cause) {
    return new StorageException("the device failed under shard " + shard.id(), cause);
  }
}
