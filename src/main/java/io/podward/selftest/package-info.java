/** What is registered in a cluster against what this version expects, and what dry runs say; from trees to findings. */
@NullMarked
package io.podward.selftest;

import org.jspecify.annotations.NullMarked;
