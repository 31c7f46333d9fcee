package io.streammirror.fetcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.streammirror.fetcher", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ONE_CLASS_ALONE_HOLDS_A_SHARE_CONSUMER = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.streammirror.fetcher.queue.ShareGroupMember")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("KafkaShareConsumer");

    @ArchTest
    static final ArchRule TRANSFERS_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage("..transfer..", "..retry..", "..source..", "..checkpoint..", "..digest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "io.smallrye..", "jakarta..", "org.apache.kafka..", "io.minio..");

    @ArchTest
    static final ArchRule SOURCES_ALONE_KNOW_THE_HTTP_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackage("..source..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..");

    @ArchTest
    static final ArchRule PACKAGES_DEPEND_ONE_WAY =
            slices().matching("io.streammirror.fetcher.(*)..").should().beFreeOfCycles();
}
