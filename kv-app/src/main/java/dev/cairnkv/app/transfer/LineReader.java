package dev.cairnkv.app.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads lines of bytes. A line ends at LF or CR LF; a byte order mark at the beginning is left out.
 * Of a line longer than the limit no more than the limit is kept.
 */
final class LineReader {
  private static final int READ_BYTES = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream source;
  private final int maxBytes;
  private final byte[] ahead = new byte[READ_BYTES];
  private int aheadStart;
  private int aheadEnd;

  private byte[] kept = new byte[1 << 10];
  private int length;
  private boolean tooLong;
  private long lineNumber;

  LineReader(InputStream source, int maxBytes) throws IOException {
    this.source = source;
    this.maxBytes = maxBytes;
    skipByteOrderMark();
  }

  private void skipByteOrderMark() throws IOException {
    // Not more than that: whoever writes to a pipe may wait for what becomes of the first line.
    aheadEnd = source.readNBytes(ahead, 0, BYTE_ORDER_MARK.length);
    if (Arrays.equals(ahead, 0, aheadEnd, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
      aheadEnd = 0;
    }
  }

  /** Reads the next line, in place of what was kept; returns whether there was one. */
  boolean next() throws IOException {
    length = 0;
    tooLong = false;
    return append();
  }

  /** Reads a further line behind what is kept, line break included. */
  boolean append() throws IOException {
    if (!fill()) {
      return false;
    }
    lineNumber++;
    do {
      int end = aheadStart;
      while (end < aheadEnd && ahead[end] != '\n') {
        end++;
      }
      boolean lineEnds = end < aheadEnd;
      keep(lineEnds ? end + 1 : end);
      if (lineEnds) {
        return true;
      }
    } while (fill());
    return true;
  }

  /** Returns the array that holds what was read, from 0 to {@link #length}. */
  byte[] array() {
    return kept;
  }

  /** Returns the number of bytes read, without the line break at the end. */
  int length() {
    int end = length;
    if (end > 0 && kept[end - 1] == '\n') {
      end--;
      if (end > 0 && kept[end - 1] == '\r') {
        end--;
      }
    }
    return end;
  }

  /** Returns whether the line was longer than the limit, so that a part of it is missing. */
  boolean tooLong() {
    return tooLong;
  }

  int maxBytes() {
    return maxBytes;
  }

  /** Returns the number of the line that was read last, from 1. */
  long lineNumber() {
    return lineNumber;
  }

  private boolean fill() throws IOException {
    if (aheadStart < aheadEnd) {
      return true;
    }
    aheadStart = 0;
    aheadEnd = Math.max(0, source.read(ahead, 0, READ_BYTES));
    return aheadEnd > 0;
  }

  private void keep(int end) {
    int count = end - aheadStart;
    if (count > maxBytes - length) {
      tooLong = true;
    } else {
      if (count > kept.length - length) {
        kept =
            Arrays.copyOf(
                kept, (int) Math.min(maxBytes, Math.max(2L * kept.length, length + count)));
      }
      System.arraycopy(ahead, aheadStart, kept, length, count);
      length += count;
    }
    aheadStart = end;
  }
}
