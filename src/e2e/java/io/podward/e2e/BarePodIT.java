package io.podward.e2e;

import static io.podward.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.ParameterizedInvocationConstants.ARGUMENT_SET_NAME_PLACEHOLDER;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever creates a Pod without a controller is told how to create one that comes back. */
@OnControlPlane
final class BarePodIT {
    private final User alice;

    BarePodIT(ControlPlane plane) {
        this.alice = plane.alice();
    }

    @ParameterizedTest(name = ARGUMENT_SET_NAME_PLACEHOLDER)
    @MethodSource
    void isDeniedAndThePastedCommandRunsTheSame(String workload, String script, GoldenFile golden) {
        var denied = alice.tries(script);

        golden.matches(denied);
        assertThat(denied.exitCode()).isNotZero();
        var asked = wouldSend(script);
        alice.does(denied.suggestion());
        eventually(() -> assertThat(alice.podsOf(workload))
                .singleElement()
                .satisfies(pod -> Json.assertContains(pod.path("spec"), asked)));
    }

    /** The spec that kubectl makes of what was typed. */
    private JsonNode wouldSend(String script) {
        var pod = Json.parse(alice.does(script.replaceAll(" --server-side| --dry-run=server", "")
                .replaceFirst("kubectl (run|create|apply)", "$0 --dry-run=client -o json")));
        var containers = pod.path("spec").path("containers");
        if (containers.size() == 1) {
            // kubectl create deployment names it after its image, and nobody has to tell it from another one.
            ((ObjectNode) containers.path(0)).remove("name");
        }
        return pod.path("spec");
    }

    static Stream<Arguments> isDeniedAndThePastedCommandRunsTheSame() {
        return Stream.of(
                argumentSet("run", "deployment/front", "kubectl run front --image=registry.example.com/front:v1"),
                argumentSet("run with all that it can say", "deployment/catalogue", """
                        kubectl run catalogue --image=registry.example.com/catalogue:v3 --port=8080 \\
                            --env=COLOR=blue --env='GREETING=it'\\''s "me", $HOME & `id` ☂' --image-pull-policy=Always \\
                            --labels=app=catalogue,tier=web --annotations=example.com/owner=shop -- serve --verbose"""),
                argumentSet("run of a command", "deployment/shell", """
                        kubectl run shell --image=busybox:1.36 --command -- sh -c 'echo "it'\\''s $(date)"; sleep 60'"""),
                argumentSet(
                        "run of something that ends",
                        "job/migration",
                        "kubectl run migration --image=registry.example.com/migration:v1 --restart=Never"),
                argumentSet(
                        "run of something that is to end well",
                        "job/import",
                        "kubectl run import --image=registry.example.com/import:v1 --restart=OnFailure --env=DAY=Monday"),
                argumentSet(
                        "dry run",
                        "deployment/trial",
                        "kubectl run trial --image=registry.example.com/trial:v1 --dry-run=server"),
                argumentSet("run with awkward values", "deployment/awkward", """
                        kubectl run awkward --image=registry.example.com/awkward:v1 --env=A=yes --env=B=0o17 --env=C=~ \\
                            --env=D=null --env=E=1e3 --env=F=2026-11-22 --env=G= --env='H= leading' --env='I=trailing ' \\
                            --env='J=- dash' --env='K=# no comment' --env='L=a: b' --env='M={{ curly }}' --env='N=&a *b !c' \\
                            --env="O=$(printf 'tab\\tcarriage\\rescape\\033[31mend')" --env="P=$(printf 'two\\nlines\\n\\n.')" \\
                            --env="Q=$(printf '  indented\\nEOF\\n---\\n...\\n')" --env='R=\\n stays \\ as it is' --env=S=:"""),
                argumentSet("create", "deployment/reports", """
                        kubectl create -f - <<'EOF'
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: reports
                          labels:
                            app: reports
                        spec:
                          containers:
                            - name: reports
                              image: registry.example.com/reports:v1
                              env:
                                - name: SCRIPT
                                  value: |
                                    first line
                                    EOF
                                    $(reboot)
                        EOF"""),
                argumentSet("apply", "deployment/search", """
                        kubectl apply -f - <<'EOF'
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: search
                          labels:
                            app: search
                        spec:
                          containers:
                            - name: search
                              image: registry.example.com/search:v1
                        EOF"""),
                argumentSet("apply, server-side", "deployment/cart", """
                        kubectl apply --server-side -f - <<'EOF'
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: cart
                        spec:
                          containers:
                            - name: cart
                              image: registry.example.com/cart:v1
                              args: [--port, "80"]
                        EOF"""),
                argumentSet("create with a generated name", "deployment/worker", """
                        kubectl create -f - <<'EOF'
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          generateName: worker-
                        spec:
                          containers:
                            - name: worker
                              image: registry.example.com/worker:v1
                        EOF"""),
                argumentSet("create of a Pod with everything", "deployment/orders", """
                        kubectl create -f - <<'EOF'
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: orders
                          labels:
                            app: orders
                            tier: backend
                          annotations:
                            example.com/owner: team-orders
                        spec:
                          terminationGracePeriodSeconds: 45
                          nodeSelector:
                            kubernetes.io/hostname: node-1
                          tolerations:
                            - key: dedicated
                              operator: Equal
                              value: shop
                              effect: NoSchedule
                          initContainers:
                            - name: schema
                              image: registry.example.com/schema:v1
                              command: [migrate, --all]
                          containers:
                            - name: orders
                              image: registry.example.com/orders:v1
                              command: [/bin/orders]
                              args: ["--level", "info", ""]
                              ports:
                                - name: http
                                  containerPort: 8080
                                - name: dns
                                  containerPort: 53
                                  protocol: UDP
                              env:
                                - name: MODE
                                  value: "on"
                                - name: NODE
                                  valueFrom:
                                    fieldRef:
                                      fieldPath: spec.nodeName
                              envFrom:
                                - configMapRef:
                                    name: orders
                                    optional: true
                              resources:
                                requests:
                                  cpu: 250m
                                  memory: 128Mi
                                limits:
                                  memory: 256Mi
                              readinessProbe:
                                httpGet:
                                  path: /ready
                                  port: http
                                periodSeconds: 7
                              livenessProbe:
                                tcpSocket:
                                  port: 8080
                                initialDelaySeconds: 11
                              volumeMounts:
                                - name: data
                                  mountPath: /data
                                - name: settings
                                  mountPath: /etc/orders
                                  readOnly: true
                            - name: proxy
                              image: registry.example.com/proxy:v1
                          volumes:
                            - name: data
                              emptyDir:
                                sizeLimit: 1Gi
                            - name: settings
                              configMap:
                                name: orders
                                optional: true
                        EOF"""));
    }

    @Test
    void keepsLabelsAndAnnotations() {
        var denied = alice.tries(
                "kubectl run labelled --image=web --labels=app=labelled,tier=web --annotations=example.com/a=b");

        alice.does(denied.suggestion());

        eventually(() -> assertThat(alice.podsOf("deployment/labelled"))
                .singleElement()
                .satisfies(pod -> Json.assertContains(
                        pod.path("metadata"),
                        "{labels: {app: 'labelled', tier: 'web'}, annotations: {'example.com/a': 'b'}}")));
    }

    @Test
    void isNotCreatedInSpiteOfTheDenial() {
        alice.tries("kubectl run nowhere --image=web");

        assertThat(alice.tries("kubectl get pod nowhere").stderr())
                .isEqualTo("Error from server (NotFound): pods \"nowhere\" not found\n");
    }
}
