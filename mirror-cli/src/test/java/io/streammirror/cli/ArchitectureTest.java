package io.streammirror.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.streammirror.testing.architecture.ArchitectureRules;
import io.streammirror.testing.architecture.ProductionCode;

@AnalyzeClasses(packages = "io.streammirror.cli", importOptions = ProductionCode.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests rulesOfEveryModule = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule commandDependsOnNoBrokerAndNoS3Server = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka..", "org.gaul..")
            .because("the module local-stack runs them");

    @ArchTest
    static final ArchRule onlyCommandsDependOnPicocli = noClasses()
            .that()
            .resideOutsideOfPackages("io.streammirror.cli.command..", "io.streammirror.cli")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..");

    @ArchTest
    static final ArchRule commandIsNoService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.streammirror.watcher..",
                    "io.streammirror.fetcher..",
                    "io.streammirror.publisher..",
                    "io.streammirror.service..",
                    "io.quarkus..");
}
