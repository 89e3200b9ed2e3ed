package dev.cairnkv.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a command has found out, as one JSON object for other programs. */
final class JsonReport {

  private JsonReport() {}

  /** Returns an object to be filled. */
  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Prints an object. */
  static void print(ObjectNode report, Streams streams) throws IOException {
    streams.out().write((report.toPrettyString() + '\n').getBytes(StandardCharsets.UTF_8));
  }
}
