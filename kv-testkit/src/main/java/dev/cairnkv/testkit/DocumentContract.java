package dev.cairnkv.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.spi.ShardStorage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of {@link ShardStorageContract} that is about documents. */
abstract class DocumentContract extends ShardContract {

  @Test
  void answersAMissingDocumentWithNull() {
    ShardStorage storage = emptyPlace();

    assertThat(storage.readDocument("manifest")).isNull();
    storage.deleteDocument("manifest");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4096, ShardStorage.MAX_DOCUMENT_BYTES})
  void givesBackADocument(int length) {
    ShardStorage storage = emptyPlace();
    byte[] content = new byte[length];
    Arrays.fill(content, (byte) 7);
    storage.writeDocument("manifest", content);

    assertThat(reopen(storage).readDocument("manifest")).isEqualTo(content);
  }

  @Test
  void replacesAndDeletesADocumentButNoOther() {
    ShardStorage storage = emptyPlace();
    storage.writeDocument("manifest", new byte[100]);
    storage.writeDocument("checkpoint", new byte[] {3});
    storage.writeDocument("manifest", new byte[] {1, 2});
    assertThat(storage.readDocument("manifest")).containsExactly(1, 2);
    storage.deleteDocument("manifest");

    assertThat(reopen(storage).readDocument("manifest")).isNull();
    assertThat(storage.readDocument("checkpoint")).containsExactly(3);
  }

  @Test
  void keepsADocumentApartFromTheArraysOfItsCallers() {
    ShardStorage storage = emptyPlace();
    byte[] content = {1};
    storage.writeDocument("manifest", content);
    content[0] = 2;
    byte[] read = storage.readDocument("manifest");
    assertThat(read).containsExactly(1);

    assertThat(storage.readDocument("manifest")).isNotSameAs(read);
  }

  @Test
  void refusesADocumentThatIsTooLargeAndKeepsTheOneThatWasThere() {
    ShardStorage storage = emptyPlace();
    storage.writeDocument("manifest", HEADER);

    assertThatThrownBy(
            () -> storage.writeDocument("manifest", new byte[ShardStorage.MAX_DOCUMENT_BYTES + 1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(storage.readDocument("manifest")).isEqualTo(HEADER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Manifest", "a1", "a.b", "..", "a/b", "../a", "a\\b", "a\u0000", "ä", "a b"})
  void refusesNamesOfDocumentsThatCouldMeanSomethingElse(String name) {
    ShardStorage storage = emptyPlace();

    assertThatThrownBy(() -> storage.writeDocument(name, HEADER))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> storage.readDocument(name))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> storage.deleteDocument(name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesNamesOfDocumentsUpToTheLongest() {
    ShardStorage storage = emptyPlace();
    String longest = "m".repeat(ShardStorage.MAX_DOCUMENT_NAME_LENGTH);
    storage.writeDocument(longest, HEADER);

    assertThat(storage.readDocument(longest)).isEqualTo(HEADER);
    assertThatThrownBy(() -> storage.writeDocument(longest + "m", HEADER))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
