/** The server: HTTPS in, a decision by the pure packages, an answer out in time, and a record of what happened. */
@NullMarked
package io.podward.webhook;

import org.jspecify.annotations.NullMarked;
