package dev.cairnkv.codec.json;

import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.CodecContract;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plain class as value: private fields, no accessors, no annotation. */
final class PlainClassJsonCodecTest extends CodecContract<Long, PlainClassJsonCodecTest.Account> {

  @Override
  protected Codec<Long, Account> newCodec() {
    return JsonCodec.of(KeyType.LONG, Account.class);
  }

  @Override
  protected List<KeyValue<Long, Account>> samples() {
    Account parent = new Account("parent".repeat(20_000), 0, 9);
    Account child = new Account("child", -7, 3);
    child.parent = parent;
    return List.of(
        new KeyValue<>(0L, new Account()),
        new KeyValue<>(Long.MAX_VALUE, parent),
        new KeyValue<>(Long.MIN_VALUE, child));
  }

  static final class Account {
    private final String owner;
    private int balance;
    private byte[] secret = {};
    private final List<Integer> history = new ArrayList<>();
    private @Nullable Account parent;

    private Account() {
      this("", 0, 0);
    }

    Account(String owner, int balance, int secretLength) {
      this.owner = owner;
      this.balance = balance;
      this.secret = new byte[secretLength];
      this.history.add(balance);
    }

    @Override
    public String toString() {
      return owner + balance + secret.length + history + parent;
    }
  }
}
