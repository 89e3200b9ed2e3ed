package dev.cairnkv.codec.kryo;

import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.CodecContract;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plain class as value: private fields, a private constructor, a class that it extends. */
final class PlainClassKryoCodecTest extends CodecContract<Long, PlainClassKryoCodecTest.Account> {

  @Override
  protected Codec<Long, Account> newCodec() {
    return KryoCodec.builder(KeyType.LONG, Account.class)
        .register(Account.class, 20)
        .register(Account[].class, 21)
        .build();
  }

  @Override
  protected List<KeyValue<Long, Account>> samples() {
    Account parent = new Account("parent".repeat(20_000), 0, 9);
    Account child = new Account("child", -7, 3);
    child.related = new Account[] {parent, new Account()};
    return List.of(
        new KeyValue<>(0L, new Account()),
        new KeyValue<>(Long.MAX_VALUE, parent),
        new KeyValue<>(Long.MIN_VALUE, child));
  }

  static class Base {
    @Nullable String owner;
  }

  static final class Account extends Base {
    public int balance;
    private final byte[] secret;
    private final boolean[] flags = {true, false};
    private final long[] amounts = {1, -1, Long.MAX_VALUE};
    private final List<Integer> history = new ArrayList<>();
    private Account @Nullable [] related;

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
      return owner + secret.length + flags.length + amounts.length + history + (related == null);
    }
  }
}
