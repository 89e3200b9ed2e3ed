package dev.cairnkv.core.architecture.planted.frame;

import java.nio.channels.FileChannel;

/** Breaks a rule on purpose. */
interface ReadsAChannel {
  FileChannel channel();
}
