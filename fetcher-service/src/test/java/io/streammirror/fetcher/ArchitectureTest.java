package io.streammirror.fetcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.streammirror.testing.architecture.ArchitectureRules;
import io.streammirror.testing.architecture.ProductionCode;

@AnalyzeClasses(packages = "io.streammirror.fetcher", importOptions = ProductionCode.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests rulesOfEveryModule = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule onlyQueueDependsOnShareConsumer = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.streammirror.fetcher.queue.KafkaShareQueue")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("KafkaShareConsumer");

    @ArchTest
    static final ArchRule transfersDependOnNoFramework = noClasses()
            .that()
            .resideInAnyPackage(
                    "..transfer..",
                    "..download..",
                    "..upload..",
                    "..part..",
                    "..meter..",
                    "..source..",
                    "..claim..",
                    "..digest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "io.smallrye..", "jakarta..", "org.apache.kafka..", "io.minio..");

    @ArchTest
    static final ArchRule onlySourcesDependOnHttpClient = noClasses()
            .that()
            .resideOutsideOfPackage("..source..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..");
}
