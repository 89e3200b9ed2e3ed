package dev.cairnkv.app.doctor;

import dev.cairnkv.fs.FileShardStorage;

/** Whether the storage may make system calls. */
final class NativeAccessCheck implements Check {

  @Override
  public String name() {
    return "native";
  }

  @Override
  public Diagnosis look() {
    return FileShardStorage.class.getModule().isNativeAccessEnabled()
        ? Diagnosis.ok(name(), "system calls reserve the room of new shards")
        : Diagnosis.warn(
            name(),
            "no native access, so that zeros are written to reserve room",
            "run java with --enable-native-access=dev.cairnkv.fs (class path: ALL-UNNAMED)");
  }
}
