package io.podward.e2e;

import static java.util.Objects.requireNonNull;

import io.podward.e2e.ControlPlane.Podward;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Starts the control plane when the first test class needs it, and gives tests what they ask for as parameters. */
final class ControlPlaneExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver, TestWatcher {
    private static final Namespace NAMESPACE = Namespace.create(ControlPlaneExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        var wanted = wanted(context);
        var settings = Stream.of(wanted.settings())
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        var podward = new Podward(wanted.policy(), settings);
        context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(wanted.sharedCredentials(), shared -> start(podward, shared), ControlPlane.class)
                .run(podward);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        golden(context).close();
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        golden(context).passed(context.getRequiredTestMethod().getName());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Set.of(ControlPlane.class, GoldenFile.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(ControlPlane.class)
                ? requireNonNull(context.getRoot()
                        .getStore(NAMESPACE)
                        .get(wanted(context).sharedCredentials(), ControlPlane.class))
                : golden(context).named(context.getDisplayName());
    }

    private static OnControlPlane wanted(ExtensionContext context) {
        return context.getRequiredTestClass().getAnnotation(OnControlPlane.class);
    }

    private static ControlPlane start(Podward podward, boolean sharedCredentials) {
        var plane = sharedCredentials
                ? ControlPlane.start(Path.of("target/e2e/shared-credentials"), podward, "--shared-credentials")
                : ControlPlane.start(Path.of("target/e2e/cluster"), podward);
        // Also when the run is interrupted; at its end the store is closed, and the plane with it.
        Runtime.getRuntime().addShutdownHook(new Thread(plane::close));
        return plane;
    }

    private static GoldenFolder golden(ExtensionContext context) {
        var tests = context.getRequiredTestClass();
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(tests, _ -> GoldenFolder.of(tests), GoldenFolder.class);
    }
}
