package com.example.sensors;

/**
 * What a sensor has measured.
 *
 * @param epochMillis when
 * @param value how much
 * @param unit of what
 */
public record Reading(long epochMillis, double value, Unit unit) {

  /** What is measured in. The order is part of the codec's bytes: new ones go to the end. */
  public enum Unit {
    /** Temperature. */
    CELSIUS,
    /** Pressure. */
    PASCAL,
    /** Humidity. */
    PERCENT
  }
}
