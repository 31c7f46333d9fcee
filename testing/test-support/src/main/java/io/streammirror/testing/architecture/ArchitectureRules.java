package io.streammirror.testing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules that hold in every module. Each module's {@code ArchitectureTest} runs them on its own packages. */
public final class ArchitectureRules {
    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.streammirror.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule limitsAreNamedMaxOrMin = fields().that()
            .areStatic()
            .should()
            .haveNameNotMatching("(MOST|LEAST)_.*")
            .because("one idea has one word")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule dependenciesComeThroughConstructors = noFields()
            .should()
            .beAnnotatedWith("jakarta.inject.Inject")
            .because("a class that a test cannot construct needs a container to be tested")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyStoreAdapterDependsOnSdk = noClasses()
            .that()
            .resideOutsideOfPackages("io.streammirror.store.s3..", "io.streammirror.benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.minio..", "okhttp3..", "okio..")
            .because("all others know the store by its port")
            .allowEmptyShould(true);

    private ArchitectureRules() {}
}
