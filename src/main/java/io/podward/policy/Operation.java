package io.podward.policy;

/** The operation of an admission request ({@code k8s.io/api/admission/v1}, {@code Operation}). */
public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
}
