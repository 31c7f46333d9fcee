package io.streammirror.stack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.streammirror.testing.architecture.ArchitectureRules;
import io.streammirror.testing.architecture.ProductionCode;

@AnalyzeClasses(packages = "io.streammirror.stack", importOptions = ProductionCode.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchTests rulesOfEveryModule = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule stackKnowsNoCommand = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.streammirror.cli..", "picocli..")
            .because("the command turns failures of the stack into messages and exit codes");

    @ArchTest
    static final ArchRule stackStartsServicesAsProcesses = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.streammirror.watcher..",
                    "io.streammirror.fetcher..",
                    "io.streammirror.publisher..",
                    "io.streammirror.service..",
                    "io.quarkus..");
}
