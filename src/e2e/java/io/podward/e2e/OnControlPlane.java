package io.podward.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that needs a control plane, with Podward in a certain state. There is one plane for nearly all of them: each test has
 * workloads of its own, by names that no other test uses.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ControlPlaneExtension.class)
@interface OnControlPlane {
    /** The fields of Podward's policy, in YAML. By default it is what ships, but carried out. */
    String policy() default "mode: enforce";

    /** Whether all built-in controllers are one user: that takes a plane of its own. */
    boolean sharedCredentials() default false;

    /** Other settings, each as {@code PODWARD_NAME=value}. */
    String[] settings() default {};
}
