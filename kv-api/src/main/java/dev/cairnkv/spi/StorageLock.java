package dev.cairnkv.spi;

/** The exclusive right to use a storage, held until closed. */
public interface StorageLock extends AutoCloseable {

  /** Gives up the right. Closing twice is harmless. */
  @Override
  void close();
}
