package dev.cairnkv.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.ShardStorage;
import java.nio.file.Path;

/** Binds the storage to files in a directory. */
public final class FileStorageModule extends AbstractModule {
  private final Path directory;

  /** Makes the module for a directory, which need not exist. */
  public FileStorageModule(Path directory) {
    this.directory = directory;
  }

  @Override
  protected void configure() {
    bind(ShardStorage.class)
        .toProvider((Provider<ShardStorage>) () -> FileShardStorage.at(directory));
  }
}
