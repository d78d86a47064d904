/**
 * What is true of a request, and what the cluster's policy does about it. Pure: values in, values out, the JDK alone.
 */
@NullMarked
package io.podward.policy;

import org.jspecify.annotations.NullMarked;
