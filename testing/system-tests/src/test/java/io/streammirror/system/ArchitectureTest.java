package io.streammirror.system;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.streammirror.stack.EmbeddedBroker;
import io.streammirror.stack.EmbeddedS3;
import io.streammirror.testing.architecture.ArchitectureRules;

@AnalyzeClasses(packages = "io.streammirror.system")
final class ArchitectureTest {
    @ArchTest
    static final ArchTests rulesOfEveryModule = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule systemTestsDependOnNoService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.streammirror.publisher..",
                    "io.streammirror.watcher..",
                    "io.streammirror.fetcher..",
                    "io.streammirror.service..")
            .because("system tests see packaged jars through HTTP, Kafka and S3 only");

    @ArchTest
    static final ArchRule systemTestsUseOnlyServersOfCommand = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "io.streammirror.cli",
                            "io.streammirror.cli.command..",
                            "io.streammirror.cli.demo..",
                            "io.streammirror.cli.exit..",
                            "io.streammirror.cli.key..",
                            "io.streammirror.cli.lint..",
                            "io.streammirror.cli.plan..",
                            "io.streammirror.cli.progress..",
                            "io.streammirror.cli.readback..",
                            "io.streammirror.stack..")
                    .and(not(belongToAnyOf(EmbeddedBroker.class, EmbeddedS3.class))))
            .because("the command is run as people run it, and broker and store are ended under its services");

    @ArchTest
    static final ArchRule onlyGpgvVerifiesSignatures = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.streammirror.openpgp.SignatureVerifier")
            .because("our own verifier would believe our own mistakes");
}
