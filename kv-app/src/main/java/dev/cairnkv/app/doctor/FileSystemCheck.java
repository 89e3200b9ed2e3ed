package dev.cairnkv.app.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Whether the file system keeps what a store relies on. */
final class FileSystemCheck implements Check {
  private final Path directory;

  FileSystemCheck(Path directory) {
    this.directory = directory;
  }

  @Override
  public String name() {
    return "files";
  }

  @Override
  public Diagnosis look() throws IOException {
    FileStore store = Files.getFileStore(Existing.nearest(directory));
    return store.isReadOnly()
        ? Diagnosis.fail(
            name(), store.type() + " is mounted read-only", "mount it with write access")
        : of(store.type());
  }

  /** Returns what is known of a kind of file system. */
  Diagnosis of(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "ext4", "xfs", "ext3", "apfs", "ntfs" -> Diagnosis.ok(name(), type);
      case "tmpfs", "ramfs" ->
          Diagnosis.warn(
              name(), type + " is memory: it is gone after a restart", "use a directory on a disk");
      case "overlay", "overlayfs" ->
          Diagnosis.warn(
              name(),
              type + " belongs to a container and may be gone with it",
              "mount a volume for the store");
      case "btrfs", "zfs" ->
          Diagnosis.warn(
              name(),
              type + " never writes in place, so that reserved room does not suffice for sure",
              "use ext4 or XFS, or keep room free");
      case "nfs", "nfs4", "cifs", "smb2", "smbfs", "9p", "fuse.sshfs", "ceph", "glusterfs" ->
          Diagnosis.warn(
              name(),
              type + " is a network file system: locks and syncs may mean less",
              "use a local disk, and backups over the network");
      default -> Diagnosis.ok(name(), type + ", of which nothing is known");
    };
  }
}
