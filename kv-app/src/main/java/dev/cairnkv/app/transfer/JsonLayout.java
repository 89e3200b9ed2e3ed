package dev.cairnkv.app.transfer;

import org.jspecify.annotations.Nullable;

/**
 * Sets JSON over several lines for people. Only white space changes: numbers and strings stay as
 * they were written.
 */
public final class JsonLayout {
  private static final String INDENT = "  ";

  private final String json;
  private final StringBuilder lines = new StringBuilder();
  private int depth;

  private JsonLayout(String json) {
    this.json = json;
  }

  /** Returns the lines of an object or array, or {@code null} if the bytes are no such thing. */
  public static @Nullable String of(byte[] bytes) {
    String text = Text.decode(bytes);
    return text == null || !Json.isDocument(bytes) ? null : new JsonLayout(text).lines();
  }

  private String lines() {
    int at = 0;
    while (at < json.length()) {
      char found = json.charAt(at);
      switch (found) {
        case '"' -> at = copyString(at);
        case '{', '[' -> at = open(at);
        case '}', ']' -> close(found);
        case ',' -> breakLine(found);
        case ':' -> lines.append(": ");
        case ' ', '\t', '\r', '\n' -> {}
        default -> lines.append(found);
      }
      at++;
    }
    return lines.toString();
  }

  /** Copies the string that begins here, and returns where its last quote is. */
  private int copyString(int start) {
    int end = start + 1;
    while (json.charAt(end) != '"') {
      end += json.charAt(end) == '\\' ? 2 : 1;
    }
    lines.append(json, start, end + 1);
    return end;
  }

  /** Opens a bracket; what is empty stays on its line. Returns where this bracket or pair ends. */
  private int open(int start) {
    int next = start + 1;
    while (Character.isWhitespace(json.charAt(next))) {
      next++;
    }
    lines.append(json.charAt(start));
    if (json.charAt(next) == '}' || json.charAt(next) == ']') {
      lines.append(json.charAt(next));
      return next;
    }
    depth++;
    startLine();
    return start;
  }

  private void close(char bracket) {
    depth--;
    startLine();
    lines.append(bracket);
  }

  private void breakLine(char comma) {
    lines.append(comma);
    startLine();
  }

  private void startLine() {
    lines.append('\n').append(INDENT.repeat(depth));
  }
}
