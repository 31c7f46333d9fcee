package io.streammirror;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.streammirror", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule theSdkOfTheStoreStaysInItsAdapter = noClasses()
            .that()
            .resideOutsideOfPackage("io.streammirror.store.s3..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.minio..", "okhttp3..", "okio..", "com.google.common..")
            .because("the domain knows the store by its port only");

    @ArchTest
    static final ArchRule httpCoreStaysWhereTheWireMatters = noClasses()
            .that()
            .resideOutsideOfPackages("io.streammirror.store.s3..", "io.streammirror.lint..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hc..")
            .because("only uploads and the judge of servers look at single connections");

    @ArchTest
    static final ArchRule onlyCompositionKnowsTheAdapter = noClasses()
            .that()
            .resideOutsideOfPackage("io.streammirror.store.s3..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.streammirror.store.s3..")
            .because("services choose the adapter, the domain does not");

    @ArchTest
    static final ArchRule theDomainKnowsNoFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "javax.inject..", "io.vertx..", "org.apache.kafka..")
            .because("the domain must run in a plain test");

    @ArchTest
    static final ArchRule noLoggingInTheDomain = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jboss.logging..", "java.util.logging..", "org.slf4j..")
            .because("services log, once, at their edge");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.streammirror.(**)").should().beFreeOfCycles();
}
