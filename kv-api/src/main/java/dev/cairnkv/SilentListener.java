package dev.cairnkv;

/** The listener that does nothing, which is equal to itself wherever it comes from. */
enum SilentListener implements StoreListener {
  INSTANCE;

  @Override
  public void onEvent(StoreEvent event) {}
}
