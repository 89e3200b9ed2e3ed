package dev.cairnkv.app.shell;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Splits lines by {@link Words}, and asks for a further one while something is missing. */
final class WordParser implements Parser {

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    Words words = Words.of(line);
    if (context == ParseContext.ACCEPT_LINE && !words.missing().isEmpty()) {
      throw new EOFError(-1, cursor, "the line is not complete", words.missing());
    }
    return at(line, cursor, words);
  }

  private static ParsedLine at(String line, int cursor, Words words) {
    List<Word> list = words.list();
    int index = 0;
    while (index < list.size() && list.get(index).end() < cursor) {
      index++;
    }
    if (index < list.size() && list.get(index).start() <= cursor) {
      return new Line(line, cursor, words.texts(), index, list.get(index));
    }
    // The cursor is between two words, where a further one may be written.
    List<String> texts = new ArrayList<>(words.texts());
    texts.add(index, "");
    return new Line(line, cursor, List.copyOf(texts), index, new Word("", cursor, cursor));
  }

  private record Line(String line, int cursor, List<String> words, int wordIndex, Word at)
      implements CompletingParsedLine {

    @Override
    public String word() {
      return at.text();
    }

    /** Within quotes this is a guess, which does where the cursor is at the end of the word. */
    @Override
    public int wordCursor() {
      return Math.min(rawWordCursor(), at.text().length());
    }

    @Override
    public int rawWordCursor() {
      return cursor - at.start();
    }

    @Override
    public int rawWordLength() {
      return at.end() - at.start();
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return Words.quoted(candidate.toString());
    }
  }
}
