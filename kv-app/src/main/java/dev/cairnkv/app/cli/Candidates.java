package dev.cairnkv.app.cli;

import dev.cairnkv.Durability;
import dev.cairnkv.app.bench.Distribution;
import dev.cairnkv.app.config.CodecName;
import dev.cairnkv.app.transfer.Format;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The values that completion offers for options that take one of a few. */
final class Candidates {

  private Candidates() {}

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants)
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  static final class OfCodec extends Fixed {
    OfCodec() {
      super(Arrays.stream(CodecName.values()).map(CodecName::id).toList());
    }
  }

  static final class OfDurability extends Fixed {
    OfDurability() {
      super(names(Durability.values()));
    }
  }

  static final class OfFormat extends Fixed {
    OfFormat() {
      super(names(Format.values()));
    }
  }

  static final class OfDistribution extends Fixed {
    OfDistribution() {
      super(names(Distribution.values()));
    }
  }

  static final class OfYesOrNo extends Fixed {
    OfYesOrNo() {
      super(List.of("true", "false"));
    }
  }

  static final class OfShell extends Fixed {
    OfShell() {
      super(List.of("bash", "zsh"));
    }
  }

  /** A list that does not change. */
  abstract static class Fixed implements Iterable<String> {
    private final List<String> values;

    Fixed(List<String> values) {
      this.values = values;
    }

    @Override
    public Iterator<String> iterator() {
      return values.iterator();
    }
  }
}
