package io.streammirror.publisher.openapi;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The routes that the code has. Resources are found by their annotations. Of each class that observes {@link ManagementInterface}, its
 * method {@code register(Router)} is run, on an object whose collaborators are never asked.
 */
final class ExistingRoutes {
    private static final Map<Class<? extends java.lang.annotation.Annotation>, String> METHODS =
            Map.of(GET.class, "GET", POST.class, "POST", PUT.class, "PUT", DELETE.class, "DELETE");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.streammirror.publisher");

    private ExistingRoutes() {}

    static Set<String> ofResources() {
        var routes = new TreeSet<String>();
        for (Class<?> resource : loaded()) {
            for (Method method : resource.getDeclaredMethods()) {
                METHODS.forEach((annotation, verb) -> {
                    if (method.isAnnotationPresent(annotation)) {
                        routes.add(verb + " " + path(resource) + path(method));
                    }
                });
            }
        }
        return routes;
    }

    /** The paths that stand at the classes of resources. */
    static Set<String> pathsOfClasses() {
        var paths = new TreeSet<String>();
        for (Class<?> resource : loaded()) {
            if (resource.isAnnotationPresent(Path.class)) {
                paths.add(path(resource));
            }
        }
        return paths;
    }

    private static String path(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        return path == null ? "" : "/" + path.value().replaceAll("^/|/$", "");
    }

    /** Those of the API; pages are not part of it. */
    static Set<String> ofManagement(Vertx vertx) throws Exception {
        Router router = Router.router(vertx);
        for (Class<?> routes : loaded()) {
            if (Stream.of(routes.getDeclaredMethods()).anyMatch(method -> Arrays.asList(method.getParameterTypes())
                    .contains(ManagementInterface.class))) {
                Method register = routes.getDeclaredMethod("register", Router.class);
                register.setAccessible(true);
                register.invoke(object(routes), router);
            }
        }
        var found = new TreeSet<String>();
        for (Route route : router.getRoutes()) {
            String path = String.valueOf(route.getPath());
            if (!path.startsWith("/api/") && !path.startsWith("/admin/")) {
                continue;
            }
            for (HttpMethod method : Optional.ofNullable(route.methods()).orElse(Set.of())) {
                found.add(method + " " + path.replaceAll(":([a-z]+)", "{$1}"));
            }
        }
        return found;
    }

    private static Object object(Class<?> type) throws Exception {
        Constructor<?> constructor = Stream.of(type.getDeclaredConstructors())
                .filter(each -> Stream.of(each.getParameterTypes()).allMatch(ExistingRoutes::isMakeable))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " needs a constructor with interfaces, such as Instance or"
                        + " Supplier, so that this test can find its routes"));
        constructor.setAccessible(true);
        return constructor.newInstance(Stream.of(constructor.getParameterTypes())
                .map(ExistingRoutes::stand)
                .toArray());
    }

    private static boolean isMakeable(Class<?> type) {
        return type.isInterface() || type == Optional.class;
    }

    private static Object stand(Class<?> type) {
        if (type == Optional.class) {
            return Optional.empty();
        }
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            throw new AssertionError("asked while routes are registered: " + method);
        });
    }

    private static Iterable<Class<?>> loaded() {
        return CLASSES.stream()
                .filter(found -> found.getSimpleName().endsWith("Routes")
                        || found.getSimpleName().endsWith("Resource")
                        || found.isAnnotatedWith(Path.class)
                        || observesManagement(found))
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    }

    private static boolean observesManagement(JavaClass found) {
        return found.getMethods().stream().anyMatch(method -> method.getRawParameterTypes().stream()
                .anyMatch(parameter -> parameter.getName().equals(ManagementInterface.class.getName())));
    }
}
