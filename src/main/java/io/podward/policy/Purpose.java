package io.podward.policy;

/** What a new Pod is made for, as its own spec binds it. */
public sealed interface Purpose {
    /** To stay, or to run for as long as it takes. */
    record Lasting() implements Purpose {}

    /**
     * To be gone after a while whatever happens: it does not start again, and the kubelet ends it.
     *
     * @param seconds after how long at most ({@code activeDeadlineSeconds})
     */
    record Leased(long seconds) implements Purpose {}

    /** To look into a node: the shape that {@code kubectl debug node/…} makes. */
    record NodeDebugger() implements Purpose {}

    /**
     * Whether it is temporary by nature.
     *
     * @param leaseSeconds how long a Pod that ends by itself may live at most for that
     */
    default boolean isTemporary(long leaseSeconds) {
        return switch (this) {
            case Lasting _ -> false;
            case Leased(var seconds) -> seconds <= leaseSeconds;
            case NodeDebugger _ -> true;
        };
    }
}
