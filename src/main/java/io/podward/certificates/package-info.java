/** Certificates and what they are good for. X.509 only: nothing here knows a file, a cluster or a server. */
@NullMarked
package io.podward.certificates;

import org.jspecify.annotations.NullMarked;
