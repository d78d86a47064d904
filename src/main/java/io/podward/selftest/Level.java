package io.podward.selftest;

/** How good or bad a finding is. */
public enum Level {
    /** As it should be. */
    OK,
    /** As somebody has chosen it, or not to be tried: worth knowing. */
    NOTE,
    /** It could not be found out. */
    UNKNOWN,
    /** It is to be mended. */
    WRONG
}
