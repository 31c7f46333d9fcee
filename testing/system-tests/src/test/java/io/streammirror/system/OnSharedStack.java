package io.streammirror.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that get {@link SharedStack}. The tag has the build run them in a JVM that ends with them: its mirrors are
 * polled every two seconds, which takes half of a small machine from tests that have stacks of their own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedStackExtension.class)
@Tag("shared-stack")
@interface OnSharedStack {}
