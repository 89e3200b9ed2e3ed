package dev.cairnkv.reliability.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in a file, mounted over a loop device. */
final class LoopImage implements AutoCloseable {

  /** The file systems. An image is a sparse file, so it takes less room than it says. */
  enum Type {
    EXT4(48L << 20, "mkfs.ext4", "-q", "-F"),
    XFS(320L << 20, "mkfs.xfs", "-q", "-f");

    private final long sizeBytes;
    private final String[] maker;

    Type(long sizeBytes, String... maker) {
      this.sizeBytes = sizeBytes;
      this.maker = maker;
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

  /** Makes an image of the usual size and mounts it. */
  static LoopImage mounted(Path parent, Type type) throws IOException {
    return mounted(parent, type, type.sizeBytes);
  }

  static LoopImage mounted(Path parent, Type type, long sizeBytes) throws IOException {
    Path image = parent.resolve(type + ".img");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(sizeBytes);
    }
    String[] command = new String[type.maker.length + 1];
    System.arraycopy(type.maker, 0, command, 0, type.maker.length);
    command[type.maker.length] = image.toString();
    Command.require(command);
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
      failure.printStackTrace();
    }
  }

  @Override
  public void close() throws IOException {
    unmountAnyway();
    Runtime.getRuntime().removeShutdownHook(lastResort);
    Files.deleteIfExists(image);
  }
}
