package dev.cairnkv.core.compact;

import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

/** Makes ports that do what others do, unless a test says otherwise. */
final class Delegates {

  private Delegates() {}

  static <T> T to(Class<T> port, T target) {
    return mock(port, withSettings().stubOnly().defaultAnswer(delegatesTo(target)));
  }
}
