/** The command line. */
@NullMarked
package io.podward.cli;

import org.jspecify.annotations.NullMarked;
