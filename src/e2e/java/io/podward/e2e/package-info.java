/**
 * Podward as it ships, on a real control plane, through real kubectl: nothing in here knows how it works inside.
 *
 * <p>Commands are shell scripts in the tests, so that what is tested is what a person types, and can be tried by hand.
 */
@NullMarked
package io.podward.e2e;

import org.jspecify.annotations.NullMarked;
