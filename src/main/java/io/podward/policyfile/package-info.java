/**
 * The policy as a file: what it may say, what is wrong with one that says something else, and the JSON Schema. Pure.
 */
@NullMarked
package io.podward.policyfile;

import org.jspecify.annotations.NullMarked;
