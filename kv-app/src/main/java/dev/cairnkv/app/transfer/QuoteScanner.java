package dev.cairnkv.app.transfer;

/**
 * Tells whether a row of CSV so far ends inside of a quoted field: a quote opens a field at its
 * beginning only, and two quotes in a quoted field are one of its characters.
 */
final class QuoteScanner {
  private static final byte QUOTE = '"';

  private enum State {
    FIELD_START,
    PLAIN,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  private final byte separator;
  private State state = State.FIELD_START;
  private int position;

  QuoteScanner(char separator) {
    this.separator = (byte) separator;
  }

  /** Goes on to scan {@code row} up to {@code length}; returns whether a quoted field is open. */
  boolean isOpen(byte[] row, int length) {
    while (position < length) {
      state = after(row[position++]);
    }
    return state == State.QUOTED;
  }

  private State after(byte found) {
    return switch (state) {
      case FIELD_START ->
          found == QUOTE ? State.QUOTED : found == separator ? State.FIELD_START : State.PLAIN;
      case PLAIN -> found == separator ? State.FIELD_START : State.PLAIN;
      case QUOTED -> found == QUOTE ? State.QUOTE_IN_QUOTED : State.QUOTED;
      case QUOTE_IN_QUOTED ->
          found == QUOTE ? State.QUOTED : found == separator ? State.FIELD_START : State.PLAIN;
    };
  }
}
