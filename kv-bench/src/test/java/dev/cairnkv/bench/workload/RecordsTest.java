package dev.cairnkv.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.bench.peer.Form;
import dev.cairnkv.bench.peer.StoreSetup;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RecordsTest {
  private static final int VALUE_BYTES = 100;
  private static final long COUNT = 100_000;

  private final Records<byte[]> bytes = new Records<>(Form.BYTES, COUNT, VALUE_BYTES);
  private final Records<String> text = new Records<>(Form.TEXT, COUNT, VALUE_BYTES);

  @Test
  void givesEachRecordAKeyOfItsOwn() {
    Set<Object> keys = new HashSet<>();
    for (long i = 0; i < COUNT; i++) {
      assertThat(keys.add(ByteBuffer.wrap(bytes.key(i)))).isTrue();
      assertThat(keys.add(text.key(i))).isTrue();
    }
  }

  @Test
  void givesKeysOfSixteenBytesInBothForms() {
    assertThat(bytes.key(17)).hasSize(StoreSetup.KEY_BYTES);
    assertThat(text.key(17)).hasSize(StoreSetup.KEY_BYTES).matches("[0-9a-f]+");
  }

  @Test
  void givesValuesThatDifferByVersion() {
    assertThat(text.value(5, 0)).hasSize(VALUE_BYTES).isNotEqualTo(text.value(5, 1));
  }

  @Test
  void acceptsEachVersionOfTheRightValue() {
    for (int version = 0; version < 100; version++) {
      int each = version;
      assertThatCode(() -> bytes.check(71, bytes.value(71, each))).doesNotThrowAnyException();
      assertThatCode(() -> text.check(71, text.value(71, each))).doesNotThrowAnyException();
    }
  }

  @Test
  void refusesTheValueOfAnotherRecordAndOneOfAnotherLength() {
    assertThatThrownBy(() -> bytes.check(71, bytes.value(72, 0)))
        .isInstanceOf(WrongValueException.class);
    assertThatThrownBy(() -> text.check(71, text.value(71, 0).substring(1)))
        .isInstanceOf(WrongValueException.class);
  }
}
