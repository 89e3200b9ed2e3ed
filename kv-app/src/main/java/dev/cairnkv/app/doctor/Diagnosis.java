package dev.cairnkv.app.doctor;

/**
 * What a check found.
 *
 * @param check what was looked at, such as {@code space}
 * @param health how well it is
 * @param found what is there
 * @param advice what to do; empty if nothing is
 */
public record Diagnosis(String check, Health health, String found, String advice) {

  static Diagnosis ok(String check, String found) {
    return new Diagnosis(check, Health.OK, found, "");
  }

  static Diagnosis warn(String check, String found, String advice) {
    return new Diagnosis(check, Health.WARN, found, advice);
  }

  static Diagnosis fail(String check, String found, String advice) {
    return new Diagnosis(check, Health.FAIL, found, advice);
  }
}
