package io.streammirror.upstream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.streammirror.testing.architecture.ArchitectureRules;
import io.streammirror.testing.architecture.ProductionCode;

@AnalyzeClasses(
        packages = {"io.streammirror.upstream", "io.streammirror.guard"},
        importOptions = ProductionCode.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchTests rulesOfEveryModule = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule upstreamDependsOnNoFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "io.vertx..",
                    "org.apache.kafka..",
                    "org.jboss.logging..",
                    "org.slf4j..")
            .because("reading a tree must run in a plain test, and services log at their edge");

    @ArchTest
    static final ArchRule onlyReaderSpeaksHttp = noClasses()
            .that()
            .resideOutsideOfPackage("io.streammirror.upstream.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.streammirror.http..", "org.apache.hc..", "java.net.http..")
            .because("all others know upstream by the port MetadataReader");
}
