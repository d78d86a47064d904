package io.podward.certificates;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the API server knows of Podward's webhooks, and for how long it has known it.
 *
 * @param webhooks all that were found; none if Podward has been taken out of the cluster
 * @param complete whether all that there are were found: a configuration that could not be read may say anything
 * @param since when each CA that all of the webhooks trust was first seen with all of them
 */
public record Registered(List<Webhook> webhooks, boolean complete, Map<X509Certificate, Instant> since) {
    /** For so long a change of a configuration may take to be known to all API servers; it takes them a second. */
    static final Duration SPREADING = Duration.ofMinutes(1);

    /** Nothing is known yet. */
    public static final Registered UNKNOWN = new Registered(List.of(), false, Map.of());

    public Registered {
        webhooks = List.copyOf(webhooks);
        since = Map.copyOf(since);
    }

    /**
     * One webhook.
     *
     * @param names by which it is called, the one that the API server asks for first
     * @param bundle what the API server trusts when it calls it
     */
    public record Webhook(List<String> names, TrustBundle bundle) {
        public Webhook {
            names = List.copyOf(names);
        }
    }

    /** What is known after another look. */
    public Registered then(List<Webhook> seen, boolean all, Instant now) {
        if (!all) {
            return new Registered(seen, false, since);
        }
        var trusted = new HashMap<X509Certificate, Instant>();
        common(seen).forEach(authority -> trusted.put(authority, since.getOrDefault(authority, now)));
        return new Registered(seen, true, trusted);
    }

    private static Set<X509Certificate> common(List<Webhook> webhooks) {
        var common = new HashSet<X509Certificate>();
        webhooks.forEach(webhook -> common.addAll(webhook.bundle().authorities()));
        webhooks.forEach(webhook -> common.retainAll(Set.copyOf(webhook.bundle().authorities())));
        return common;
    }

    /** Whether every API server accepts now what the CA signs. */
    boolean isEstablished(X509Certificate authority, Instant now) {
        return complete
                && since.containsKey(authority)
                && !since.getOrDefault(authority, now).plus(SPREADING).isAfter(now);
    }

    /** All names by which Podward is called, sorted. */
    Set<String> names() {
        var names = new TreeSet<String>();
        webhooks.forEach(webhook -> names.addAll(webhook.names()));
        return names;
    }
}
