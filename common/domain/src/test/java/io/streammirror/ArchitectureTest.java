package io.streammirror;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.streammirror.testing.architecture.ArchitectureRules;
import io.streammirror.testing.architecture.ProductionCode;

/** The domain and the libraries that it rests on. */
@AnalyzeClasses(packages = "io.streammirror", importOptions = ProductionCode.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchTests rulesOfEveryModule = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule domainDependsOnNoFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "javax.inject..", "io.vertx..", "org.apache.kafka..")
            .because("the domain must run in a plain test");

    @ArchTest
    static final ArchRule domainSpeaksNoHttp = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.streammirror.catalog..",
                    "io.streammirror.decision..",
                    "io.streammirror.event..",
                    "io.streammirror.mirror..",
                    "io.streammirror.store..",
                    "io.streammirror.sweep..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.streammirror.http..", "org.apache.hc..", "java.net.http..")
            .because("upstream is read by the module upstream");

    @ArchTest
    static final ArchRule domainDoesNotLog = noClasses()
            .that()
            .resideOutsideOfPackage("io.streammirror.testing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jboss.logging..", "java.util.logging..", "org.slf4j..")
            .because("services log, once, at their edge");
}
