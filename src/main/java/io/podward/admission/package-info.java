/** AdmissionReview v1, both ways: a request's bytes in, the answer's bytes out, and between them the one way to decide. */
@NullMarked
package io.podward.admission;

import org.jspecify.annotations.NullMarked;
