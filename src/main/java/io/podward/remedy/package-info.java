/** What to say about a violation: all words, all commands and all shell quoting. */
@NullMarked
package io.podward.remedy;

import org.jspecify.annotations.NullMarked;
