package io.pasarela.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.pasarela.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The whole architecture in one file: who may know whom, and what nobody may do. */
class ArchitectureTest {

    private static final Path ROOT = SandboxOptions.enclosingCheckout();

    private static final List<String> MODULES = List.of(
            "contracts",
            "service",
            "providers",
            "gateway",
            "webhook-ingest",
            "quote-service",
            "ramp-service",
            "notification-service",
            "sandbox",
            "operations",
            "bench");

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPaths(MODULES.stream()
                    .map(module -> ROOT.resolve(module).resolve("target/classes"))
                    .toList());

    private static final String[] FRAMEWORK = {
        "io.quarkus..", "io.smallrye..", "io.vertx..", "jakarta..", "org.eclipse.microprofile.."
    };

    @Test
    void theContractsAreAPlainJar() {
        noClasses()
                .that(resideInAPackage("io.pasarela.contracts.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORK)
                .because("another team must be able to depend on them, or to ignore them")
                .check(CODE);
        noClasses()
                .that(resideInAPackage("io.pasarela.contracts.."))
                .should()
                .dependOnClassesThat(resideInAPackage("io.pasarela..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                resideInAPackage("io.pasarela.contracts.."))))
                .because("the published language knows none of those who speak it")
                .check(CODE);
    }

    @Test
    void theRulesOfARampArePureJava() {
        noClasses()
                .that(resideInAPackage("io.pasarela.ramp.domain.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "io.smallrye..",
                        "io.vertx..",
                        "jakarta..",
                        "org.hibernate..",
                        "io.pasarela.providers..",
                        "io.pasarela.gateway..",
                        "io.pasarela.ramp.store..",
                        "io.pasarela.ramp.outbox..")
                .because("what decides must be readable and testable without anything else")
                .check(CODE);
        noClasses()
                .that(resideInAPackage("io.pasarela.ramp.domain.."))
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.time.Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.random.RandomGenerator.class)
                .because("the same state and the same command always give the same decision")
                .check(CODE);
    }

    @Test
    void noServiceKnowsAnother() {
        slices().matching("io.pasarela.(ingest|quote|ramp|notification)..")
                .should()
                .notDependOnEachOther()
                .because("they meet on Kafka and over HTTP, not in code")
                .check(CODE);
    }

    @Test
    void theSandboxKnowsTheSystemOnlyFromOutside() {
        noClasses()
                .that()
                .resideInAnyPackage("io.pasarela.sandbox..", "io.pasarela.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.pasarela.ingest..",
                        "io.pasarela.quote..",
                        "io.pasarela.ramp..",
                        "io.pasarela.notification..",
                        "io.pasarela.providers..",
                        "io.pasarela.gateway..")
                .because("a simulator that shares the adapter's code shares its mistakes")
                .check(CODE);
    }

    @Test
    void whatOperatorsRunKnowsTheContractsAndNoFramework() {
        noClasses()
                .that(resideInAPackage("io.pasarela.operations.."))
                .should()
                .dependOnClassesThat(resideInAPackage("io.pasarela..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                resideInAnyPackage("io.pasarela.operations..", "io.pasarela.contracts..")))
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf(
                                        io.pasarela.service.Secrets.class, io.pasarela.service.DatabaseUrl.class))))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORK)
                .because("it runs beside a cluster, where there is neither a sandbox nor a service's configuration")
                .check(CODE);
    }

    @Test
    void onlyProvidersAndThoseWhoAskThemKnowProviders() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.pasarela.notification..",
                        "io.pasarela.gateway..",
                        "io.pasarela.ramp.store..",
                        "io.pasarela.ramp.outbox..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.pasarela.providers.."))
                .because("a provider's words are translated once, where they come in")
                .check(CODE);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.pasarela.providers.killb..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.pasarela.providers.killb.."))
                .because("a provider is one folder that nobody names; it is found by what it offers")
                .check(CODE);
    }

    @Test
    void onlyTheStoreOpensHibernateSessions() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.pasarela.ramp.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.hibernate..", "io.quarkus.hibernate..")
                .because("a ramp changes through one door")
                .check(CODE);
    }

    @Test
    void noPackagesGoRoundInCircles() {
        for (String root : List.of("contracts", "providers", "ramp", "sandbox", "operations", "bench")) {
            slices().matching("io.pasarela." + root + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .check(CODE);
        }
    }

    @Test
    void amountsAreNeverFloatingPoint() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(
                        "io.pasarela.contracts..",
                        "io.pasarela.ramp..",
                        "io.pasarela.quote..",
                        "io.pasarela.providers..")
                .should()
                .notHaveRawType(double.class)
                .andShould()
                .notHaveRawType(float.class)
                .because("a double cannot count money")
                .check(CODE);
    }

    @Test
    void noNameHidesWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Dto|DTO|Mapper|Base)")
                .orShould()
                .haveNameMatching(".*\\.Abstract[^.]*")
                .because("a name says what a thing is in the business")
                .check(CODE);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        fields().should()
                .notBeAnnotatedWith("jakarta.inject.Inject")
                .andShould()
                .notBeAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                .because("a constructor tells what a class needs")
                .check(CODE);
        methods()
                .should()
                .notBeAnnotatedWith("jakarta.annotation.PostConstruct")
                .check(CODE);
    }

    @Test
    void everyPackageSaysWhatItIsForAndThatNothingIsNull() throws IOException {
        Set<String> explained = CODE.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());

        classes()
                .should(
                        new com.tngtech.archunit.lang.ArchCondition<>(
                                "live in a package with a @NullMarked package-info") {
                            @Override
                            public void check(JavaClass type, com.tngtech.archunit.lang.ConditionEvents events) {
                                if (!explained.contains(type.getPackageName())) {
                                    events.add(com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                                            type, type.getName()));
                                }
                            }
                        })
                .check(CODE);
        assertThat(explained).hasSizeGreaterThan(15);
    }

    @Test
    void filesFitOnAFewScreensAndPackagesInAHead() throws IOException {
        try (Stream<Path> files = sources()) {
            List<Path> all = files.toList();
            assertThat(all).allSatisfy(file -> {
                try (Stream<String> lines = Files.lines(file)) {
                    assertThat(lines.count()).as("%s", ROOT.relativize(file)).isLessThanOrEqualTo(250);
                }
            });
            assertThat(all.stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting())))
                    .allSatisfy((folder, count) ->
                            assertThat(count).as("%s", ROOT.relativize(folder)).isLessThanOrEqualTo(16));
        }
    }

    @Test
    void noSecretStandsInTheConfigurationOfAService() throws IOException {
        for (String service : List.of("webhook-ingest", "quote-service", "ramp-service", "notification-service")) {
            String properties =
                    Files.readString(ROOT.resolve(service).resolve("src/main/resources/application.properties"));

            assertThat(properties.lines())
                    .as(service)
                    .noneMatch(line -> line.matches("(?i)[^#=]*([.-]password|[.-]secret)=.*"));
        }
    }

    private static Stream<Path> sources() throws IOException {
        return MODULES.stream()
                .map(module -> ROOT.resolve(module).resolve("src/main/java"))
                .flatMap(folder -> {
                    try {
                        return Files.walk(folder);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .filter(file -> file.toString().endsWith(".java"));
    }
}
