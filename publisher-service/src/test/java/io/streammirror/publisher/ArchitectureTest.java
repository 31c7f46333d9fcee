package io.streammirror.publisher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.streammirror.testing.architecture.ArchitectureRules;
import io.streammirror.testing.architecture.ProductionCode;

@AnalyzeClasses(packages = "io.streammirror.publisher", importOptions = ProductionCode.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchTests rulesOfEveryModule = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule routeDependsOnNoFramework = noClasses()
            .that()
            .resideInAnyPackage(
                    "..publisher.assemble",
                    "..publisher.render",
                    "..publisher.publication",
                    "..publisher.snapshot",
                    "..publisher.verify",
                    "..publisher.switchover")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "io.smallrye..",
                    "org.eclipse.microprofile..",
                    "org.apache.kafka..",
                    "org.jboss.logging..")
            .because("a publication must be explainable, and testable, by its facts alone");

    @ArchTest
    static final ArchRule assembleAndRenderDependOnNoStore = noClasses()
            .that()
            .resideInAnyPackage("..publisher.assemble", "..publisher.render")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.streammirror.store..", "io.streammirror.decision..", "io.streammirror.openpgp..")
            .because("they are pure functions");
}
