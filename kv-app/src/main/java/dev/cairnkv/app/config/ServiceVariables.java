package dev.cairnkv.app.config;

import java.util.regex.Pattern;

/**
 * Variables that Kubernetes sets in every container for a service whose name is {@code kv} or
 * begins with {@code kv-}. Nobody chose them, so they are no settings; the name of no setting, and
 * no misspelling that ends as one does, has this form.
 */
final class ServiceVariables {
  private static final Pattern FORM =
      Pattern.compile(
          "KV(_[A-Z0-9_]+)?_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?"
              + "|PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

  private ServiceVariables() {}

  /** Returns whether a variable has the form of those of a service. */
  static boolean isOne(String variable) {
    return FORM.matcher(variable).matches();
  }
}
