package dev.cairnkv.app.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a line, which may go over several lines. White space separates them, except in
 *
 * <ul>
 *   <li>{@code 'single quotes'}, in which every character stands for itself;
 *   <li>{@code "double quotes"}, in which {@code \n}, {@code \t}, {@code \r} and <code>&#92;u1234
 *       </code> are characters, and a backslash takes any other one as it is;
 *   <li>brackets: a word that begins with <code>{</code> or {@code [} goes on to the bracket that
 *       closes it and is taken as it stands, so that JSON needs no quotes.
 * </ul>
 *
 * <p>Elsewhere a backslash takes the next character as it is, and joins two lines.
 */
final class Words {
  private static final int UNICODE_DIGITS = 4;
  private static final int HEX = 16;

  private final String line;
  private final List<Word> words = new ArrayList<>();
  private String open = "";
  private int at;

  private Words(String line) {
    this.line = line;
  }

  static Words of(String line) {
    Words words = new Words(line);
    words.split();
    return words;
  }

  /** Returns the words; the last one as far as it goes if the line is not complete. */
  List<Word> list() {
    return words;
  }

  /** Returns what the words mean. */
  List<String> texts() {
    return words.stream().map(Word::text).toList();
  }

  /** Returns what is missing at the end, such as a quote; empty if the line is complete. */
  String missing() {
    return open;
  }

  private void split() {
    while (at < line.length()) {
      if (Character.isWhitespace(line.charAt(at))) {
        at++;
      } else {
        int start = at;
        StringBuilder text = new StringBuilder();
        if (isOpening(line.charAt(at))) {
          readBrackets(text);
        }
        readWord(text);
        words.add(new Word(text.toString(), start, at));
      }
    }
  }

  private static boolean isOpening(char found) {
    return found == '{' || found == '[';
  }

  private void readWord(StringBuilder text) {
    while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
      char found = line.charAt(at++);
      switch (found) {
        case '\'' -> readSingleQuotes(text);
        case '"' -> readDoubleQuotes(text);
        case '\\' -> readEscaped(text);
        default -> text.append(found);
      }
    }
  }

  private void readSingleQuotes(StringBuilder text) {
    int end = line.indexOf('\'', at);
    open = end < 0 ? "'" : "";
    text.append(line, at, end < 0 ? line.length() : end);
    at = end < 0 ? line.length() : end + 1;
  }

  private void readDoubleQuotes(StringBuilder text) {
    while (at < line.length()) {
      char found = line.charAt(at++);
      if (found == '"') {
        return;
      }
      if (found == '\\' && at < line.length()) {
        readMeaning(text);
      } else {
        text.append(found);
      }
    }
    open = "\"";
  }

  /** Reads what stands behind a backslash in double quotes. */
  private void readMeaning(StringBuilder text) {
    char found = line.charAt(at++);
    switch (found) {
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'u' -> readUnicode(text);
      default -> text.append(found);
    }
  }

  private void readUnicode(StringBuilder text) {
    int end = at + UNICODE_DIGITS;
    String digits = line.substring(at, Math.min(end, line.length()));
    if (digits.length() == UNICODE_DIGITS
        && digits.chars().allMatch(digit -> Character.digit(digit, HEX) >= 0)) {
      text.append((char) Integer.parseInt(digits, HEX));
      at = end;
    } else {
      text.append('u');
    }
  }

  /** Reads what stands behind a backslash outside quotes; with a line break it is nothing. */
  private void readEscaped(StringBuilder text) {
    if (at == line.length()) {
      open = "\\";
    } else if (line.charAt(at) == '\n') {
      at++;
    } else {
      text.append(line.charAt(at++));
    }
  }

  /** Reads to the bracket that closes the first one; in JSON strings there are none. */
  private void readBrackets(StringBuilder text) {
    int start = at;
    int depth = 0;
    do {
      switch (line.charAt(at)) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '"' -> skipString();
        default -> {}
      }
      at++;
    } while (depth > 0 && at < line.length());
    at = Math.min(at, line.length());
    open = depth > 0 ? String.valueOf(line.charAt(start)) : "";
    text.append(line, start, at);
  }

  /** Goes to the quote that ends a string of JSON, or to the end. */
  private void skipString() {
    at++;
    while (at < line.length() && line.charAt(at) != '"') {
      at += line.charAt(at) == '\\' ? 2 : 1;
    }
  }

  /** Returns a word that means a text. */
  static String quoted(String text) {
    boolean plain =
        !text.isEmpty() && !isOpening(text.charAt(0)) && text.chars().noneMatch(Words::needsQuotes);
    if (plain) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '"' || character == '\\') {
        quoted.append('\\').append(character);
      } else if (Character.isISOControl(character)) {
        quoted.append("\\u%04x".formatted((int) character));
      } else {
        quoted.append(character);
      }
    }
    return quoted.append('"').toString();
  }

  private static boolean needsQuotes(int character) {
    return Character.isWhitespace(character)
        || Character.isISOControl(character)
        || character == '"'
        || character == '\''
        || character == '\\';
  }
}
