package dev.cairnkv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KvExceptionTest {
  private static final String MESSAGE = "expected one thing, found another; do a third";

  static Stream<KvException> exceptions() {
    return Stream.of(
        new CodecException(MESSAGE),
        new CorruptFrameException(7, 4096, "a hole"),
        new RecordTooLargeException(5000, 3879),
        new SnapshotClosedException(MESSAGE),
        new StorageException(MESSAGE),
        new StoreClosedException(MESSAGE),
        new StoreFullException(MESSAGE),
        new StoreLockedException(MESSAGE),
        new StoreNotFoundException(MESSAGE),
        new StorePoisonedException(MESSAGE),
        new WrongCodecException(MESSAGE),
        new WrongFormatException(MESSAGE),
        new WrongKeyTypeException(MESSAGE));
  }

  @Test
  void hasNoOtherMembersThanThoseListed() {
    List<Class<?>> listed = exceptions().<Class<?>>map(Object::getClass).toList();

    assertThat(listed)
        .containsExactlyInAnyOrder(KvException.class.getPermittedSubclasses())
        .allMatch(type -> Modifier.isFinal(type.getModifiers()));
  }

  @Test
  void keepsMessageAndCause() {
    IllegalStateException cause = new IllegalStateException("why");
    List<BiFunction<String, Throwable, KvException>> makers =
        List.of(
            CodecException::new,
            StorageException::new,
            StoreClosedException::new,
            StoreFullException::new,
            StorePoisonedException::new,
            WrongFormatException::new);

    assertThat(makers)
        .allSatisfy(
            maker -> assertThat(maker.apply(MESSAGE, cause)).hasMessage(MESSAGE).hasCause(cause));
  }

  @Test
  void hasNoCauseUnlessItIsGivenOne() {
    List<Function<String, KvException>> makers =
        List.of(
            CodecException::new,
            StorageException::new,
            StoreClosedException::new,
            StoreFullException::new,
            StoreLockedException::new,
            StoreNotFoundException::new,
            StorePoisonedException::new,
            WrongCodecException::new,
            WrongFormatException::new,
            WrongKeyTypeException::new);

    assertThat(makers)
        .allSatisfy(maker -> assertThat(maker.apply(MESSAGE)).hasMessage(MESSAGE).hasNoCause());
  }

  @Test
  void saysWhereAFrameIsCorruptAndWhatToDo() {
    CorruptFrameException exception =
        new CorruptFrameException(7, 3L << 30, "the payload fails its checksum");

    assertThat(exception.shardId()).isEqualTo(7);
    assertThat(exception.offset()).isEqualTo(3L << 30);
    assertThat(exception)
        .hasMessageContaining("shard 7")
        .hasMessageContaining("offset 3221225472")
        .hasMessageContaining("the payload fails its checksum")
        .hasMessageContaining("backup");
  }

  @Test
  void saysHowLargeARecordIsAndMayBe() {
    RecordTooLargeException exception = new RecordTooLargeException(5000, 3879);

    assertThat(exception.payloadBytes()).isEqualTo(5000);
    assertThat(exception.maxPayloadBytes()).isEqualTo(3879);
    assertThat(exception)
        .hasMessageContaining("5000 bytes")
        .hasMessageContaining("at most 3879")
        .hasMessageContaining("nothing was written")
        .hasMessageContaining("larger shard size");
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void canBeSentToAnotherProcess(KvException exception) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream target = new ObjectOutputStream(bytes)) {
      target.writeObject(exception);
    }
    try (ObjectInputStream source =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(source.readObject())
          .isInstanceOf(exception.getClass())
          .hasToString(exception.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void saysItInOneLine(KvException exception) {
    assertThat(Arrays.asList(exception.toString().split("\n", -1))).hasSize(1);
  }
}
