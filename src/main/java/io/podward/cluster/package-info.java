/** The cluster as a place to look things up in: a live one, or a folder of manifests. */
@NullMarked
package io.podward.cluster;

import org.jspecify.annotations.NullMarked;
