package io.streammirror.system;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Gives the one stack on which things go wrong to the tests that ask for it; after each class nothing goes wrong any more. */
final class FaultStackExtension implements ParameterResolver, TestWatcher, AfterAllCallback {
    private static final List<String> MIRRORS = List.of("calm", "upstream", "refusing", "store", "process");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FaultStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return stack(context);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        System.err.println(context.getDisplayName() + " failed; the stack wrote last:"
                + stack(context).process().tails());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stack(context).heal();
    }

    private static FaultStack stack(ExtensionContext context) {
        return context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, Namespace.GLOBAL)
                .computeIfAbsent(FaultStack.class, type -> new FaultStack(MIRRORS).awaitPublished(), FaultStack.class);
    }
}
