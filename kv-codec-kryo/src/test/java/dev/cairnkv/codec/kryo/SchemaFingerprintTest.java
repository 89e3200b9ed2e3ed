package dev.cairnkv.codec.kryo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KeyType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What changes the meaning of the bytes changes the fingerprint, and nothing else does. */
final class SchemaFingerprintTest {

  @Test
  void neverChangesForCodecsThatExist() {
    assertThat(KryoCodec.strings().schemaFingerprint()).isEqualTo(-3_033_177_602_298_928_698L);
    assertThat(KryoCodec.bytes().schemaFingerprint())
        .isEqualTo(2_688_510_245_802_269_873L)
        .isEqualTo(KryoCodec.hash("bytes", "bytes"));
    assertThat(builder().register(A.class, 20).register(B.class, 21).build().schemaFingerprint())
        .isEqualTo(6_277_724_787_605_060_284L);
  }

  @Test
  void doesNotDependOnTheOrderOfCalls() {
    assertThat(builder().register(A.class, 20).register(B.class, 21).build().schemaFingerprint())
        .isEqualTo(
            builder().register(B.class, 21).register(A.class, 20).build().schemaFingerprint());
  }

  @Test
  void dependsOnIdsClassesKeysAndReferences() {
    assertThat(
            List.of(
                KryoCodec.strings().schemaFingerprint(),
                KryoCodec.bytes().schemaFingerprint(),
                builder().register(A.class, 20).build().schemaFingerprint(),
                builder().register(A.class, 21).build().schemaFingerprint(),
                builder().register(A.class, 20).register(B.class, 21).build().schemaFingerprint(),
                builder().register(B.class, 20).register(A.class, 21).build().schemaFingerprint(),
                builder().register(A.class, 20).references(true).build().schemaFingerprint(),
                KryoCodec.builder(KeyType.LONG, Object.class)
                    .register(A.class, 20)
                    .build()
                    .schemaFingerprint()))
        .doesNotHaveDuplicates();
  }

  @Test
  void describesTheFieldsInTheOrderInWhichTheyAreWritten() {
    ClassTable classes =
        new ClassTable(
            List.of(
                new ClassRegistration(Plain.class, 22, null),
                new ClassRegistration(A.class, 20, null),
                new ClassRegistration(Kind.class, 21, null)),
            false,
            false);
    assertThat(classes.schema())
        .isEqualTo(
            """
            references false
            20 dev.cairnkv.codec.kryo.SchemaFingerprintTest$A RecordSerializer\
            [name:final java.lang.String, object:java.lang.Object, size:final int]
            21 dev.cairnkv.codec.kryo.SchemaFingerprintTest$Kind EnumNameSerializer
            22 dev.cairnkv.codec.kryo.SchemaFingerprintTest$Plain FieldSerializer\
            [kind:final dev.cairnkv.codec.kryo.SchemaFingerprintTest$Kind?, \
            values:java.util.List?, weight:final double]\
            """);
  }

  private static KryoCodecBuilder<String, Object> builder() {
    return KryoCodec.builder(KeyType.STRING, Object.class);
  }

  record A(int size, String name, Object object) {}

  record B(long size) {}

  enum Kind {
    ONLY
  }

  @SuppressWarnings("unused") // read by reflection
  static final class Plain {
    private double weight;
    private @Nullable Kind kind;
    private transient int cached;
    private @Nullable List<String> values;
  }
}
