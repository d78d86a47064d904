package io.podward.certificates;

import java.util.Set;

/** Something that is due about the certificates. */
public sealed interface Step {
    /** It changes the Secret. */
    sealed interface OfSecret extends Step {
        /** What is made, for the log. */
        String what();

        /** Why now, for the log. */
        String because();
    }

    /** A new CA, to be trusted before anything that it signs is served. */
    record NewAuthority(String because) implements OfSecret {
        @Override
        public String what() {
            return "a new CA";
        }
    }

    /** A new CA and a serving certificate from it at once: nothing is served that could be lost. */
    record Begin(Set<String> names, String because) implements OfSecret {
        public Begin {
            names = Set.copyOf(names);
        }

        @Override
        public String what() {
            return "a new CA and a new serving certificate";
        }
    }

    /** A new serving certificate from the CA that there is. */
    record NewServing(Set<String> names, String because) implements OfSecret {
        public NewServing {
            names = Set.copyOf(names);
        }

        @Override
        public String what() {
            return "a new serving certificate";
        }
    }

    /** Webhooks whose caBundle is not what it should be. */
    record Register() implements Step {}

    /** A new serving certificate, once that is safe. */
    record Wait(String because) implements Step {}
}
