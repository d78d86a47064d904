/**
 * Kubernetes objects as JSON trees, not as typed models: a field that this version does not know must survive and count.
 */
@NullMarked
package io.podward.manifest;

import org.jspecify.annotations.NullMarked;
