package dev.cairnkv.app.wiring;

import com.google.inject.AbstractModule;
import dev.cairnkv.spi.Clock;

/** Binds the clock to that of the system. */
public final class SystemClockModule extends AbstractModule {

  /** Makes the module. */
  public SystemClockModule() {}

  @Override
  protected void configure() {
    bind(Clock.class).toInstance(Clock.system());
  }
}
