package dev.cairnkv.app.doctor;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Whether the directory is ours to use, and nobody else's. */
final class DirectoryCheck implements Check {
  private static final Set<PosixFilePermission> OF_OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path directory;

  DirectoryCheck(Path directory) {
    this.directory = directory;
  }

  @Override
  public String name() {
    return "directory";
  }

  @Override
  public Diagnosis look() throws IOException {
    Path there = Existing.nearest(directory);
    if (!Files.isDirectory(there)) {
      return Diagnosis.fail(name(), there + " is no directory", "name another with --dir");
    }
    if (!Files.isReadable(there) || !Files.isWritable(there) || !Files.isExecutable(there)) {
      return Diagnosis.fail(
          name(),
          "%s cannot be read and written by %s".formatted(there, System.getProperty("user.name")),
          "run kv as its owner, or change the owner with chown -R");
    }
    if (!there.equals(directory)) {
      return Diagnosis.ok(name(), directory + " does not exist yet and can be made");
    }
    return permissions();
  }

  private Diagnosis permissions() throws IOException {
    Set<PosixFilePermission> permissions;
    try {
      permissions = Files.getPosixFilePermissions(directory);
    } catch (UnsupportedOperationException e) {
      return Diagnosis.ok(name(), directory + " can be read and written");
    } catch (FileSystemException e) {
      return Diagnosis.fail(name(), e.toString(), "run kv as the owner of the directory");
    }
    String found = directory + " has " + PosixFilePermissions.toString(permissions);
    return OF_OWNER.containsAll(permissions)
        ? Diagnosis.ok(name(), found)
        : Diagnosis.warn(name(), found + ": others may look into it", "chmod 700 " + directory);
  }
}
