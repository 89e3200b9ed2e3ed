package dev.cairnkv.core.architecture.planted;

import java.math.BigInteger;

/** Breaks a rule on purpose. */
interface CalculatesInPackagesThatAreNotListed {
  BigInteger[] numbers();
}
