/**
 * Violations of the rules of the domain, one a class, in packages of the same names. They show that
 * each rule notices what it forbids.
 */
package dev.cairnkv.core.architecture.planted;
