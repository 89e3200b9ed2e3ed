package dev.cairnkv.core.architecture.planted;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Breaks a rule on purpose. */
final class Logs {
  private static final Logger LOGGER = LoggerFactory.getLogger(Logs.class);

  private Logs() {}

  static void log() {
    LOGGER.info("planted");
  }
}
