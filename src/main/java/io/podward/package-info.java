/** Where everything is put together. */
@NullMarked
package io.podward;

import org.jspecify.annotations.NullMarked;
