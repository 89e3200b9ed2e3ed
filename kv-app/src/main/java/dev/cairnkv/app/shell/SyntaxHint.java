package dev.cairnkv.app.shell;

import java.util.List;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Shows while a line is written whether its command is known, and what may come next. */
final class SyntaxHint implements Highlighter {
  private final Grammar grammar;

  SyntaxHint(Grammar grammar) {
    this.grammar = grammar;
  }

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    List<Word> words = Words.of(buffer).list();
    boolean wordEnded =
        !buffer.isEmpty() && Character.isWhitespace(buffer.charAt(buffer.length() - 1));
    reader.setTailTip(
        wordEnded ? Grammar.syntax(grammar.after(words.stream().map(Word::text).toList())) : "");
    if (words.isEmpty()) {
      return new AttributedString(buffer);
    }
    Word first = words.getFirst();
    boolean known =
        grammar.commands().containsKey(first.text()) || Shell.ENDINGS.contains(first.text());
    AttributedStyle style =
        known
            ? AttributedStyle.DEFAULT.bold()
            : wordEnded || words.size() > 1
                ? AttributedStyle.DEFAULT.foreground(AttributedStyle.RED)
                : AttributedStyle.DEFAULT;
    return new AttributedStringBuilder()
        .append(buffer, 0, first.start())
        .styled(style, buffer.substring(first.start(), first.end()))
        .append(buffer, first.end(), buffer.length())
        .toAttributedString();
  }
}
