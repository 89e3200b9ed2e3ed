package dev.cairnkv.bench.child;

import dev.cairnkv.bench.peer.PeerKind;
import dev.cairnkv.bench.peer.Peers;

/** Runs one phase of one peer. */
public final class ChildMain {

  private ChildMain() {}

  /** Does what the {@link Order} in the arguments says. */
  public static void main(String[] arguments) {
    Order order = Order.of(arguments);
    PeerKind<?> kind =
        Peers.find(order.peer())
            .orElseThrow(() -> new IllegalArgumentException("no peer " + order.peer()));
    boolean halting = new PhaseRun<>(kind, order, ChildMain::tell).run();
    if (halting) {
      // As a kill would, this runs no hook and closes nothing.
      Runtime.getRuntime().halt(0);
    }
  }

  private static void tell(Figure figure) {
    System.out.println(figure.line());
    System.out.flush();
  }
}
