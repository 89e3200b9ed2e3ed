package dev.cairnkv.reliability.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in a file, mounted over a loop device. */
final class LoopImage implements AutoCloseable {

  /** The file systems. An image is a sparse file, so it takes less room than it says. */
  enum Type {
    EXT4(48L << 20, "mkfs.ext4", "-F"),
    XFS(320L << 20, "mkfs.xfs", "-f");

    private final long sizeBytes;
    private final String maker;
    private final String force;

    Type(long sizeBytes, String maker, String force) {
      this.sizeBytes = sizeBytes;
      this.maker = maker;
      this.force = force;
    }
  }

  private final Path image;
  private final Path mountPoint;
  private volatile boolean mounted;
  private final Thread lastResort = new Thread(this::unmountAnyway);

  private LoopImage(Path image, Path mountPoint) {
    this.image = image;
    this.mountPoint = mountPoint;
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /** Makes an image and mounts it. */
  static LoopImage mounted(Path parent, Type type) throws IOException {
    Path image = parent.resolve(type + ".img");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(type.sizeBytes);
    }
    Command.require(type.maker, "-q", type.force, image.toString());
    Path mountPoint = Files.createDirectories(parent.resolve(type + " mounted"));
    LoopImage made = new LoopImage(image, mountPoint);
    try {
      made.mount();
    } catch (IOException failure) {
      made.close();
      throw failure;
    }
    return made;
  }

  /** Returns the root of the file system. */
  Path root() {
    return mountPoint;
  }

  /** Stops the file system at once: what it has not written yet is lost. It stays mounted. */
  void cutPower() throws IOException {
    Command.require("xfs_io", "-x", "-c", "shutdown", mountPoint.toString());
  }

  void unmount() throws IOException {
    Command.require("umount", mountPoint.toString());
    mounted = false;
  }

  /** Mounts the file system, which repairs itself from its journal. */
  void mount() throws IOException {
    Command.require("mount", "-o", "loop", image.toString(), mountPoint.toString());
    mounted = true;
  }

  /* The loop device goes with the mount that made it. */
  private void unmountAnyway() {
    try {
      if (mounted) {
        Command.require("umount", "--lazy", mountPoint.toString());
        mounted = false;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    unmountAnyway();
    Runtime.getRuntime().removeShutdownHook(lastResort);
    Files.deleteIfExists(image);
  }
}
