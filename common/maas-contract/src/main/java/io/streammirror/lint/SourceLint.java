package io.streammirror.lint;

import io.streammirror.concurrent.DaemonThreads;
import io.streammirror.lint.LintOptions.Items;
import io.streammirror.maas.ContractReport;
import io.streammirror.maas.Impact;
import io.streammirror.maas.ListedItem;
import io.streammirror.maas.MaasContract;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Violation;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.upstream.TreeLocation;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Reads a boot source the way MAAS does and says what is wrong with it. */
public final class SourceLint {
    /** So many questions at a time are a load that every web server bears. */
    private static final int CONNECTIONS = 8;

    private final SourceClient client;
    private final LintKeyring keyring;
    private final LintOptions options;
    private final Clock clock;

    public SourceLint(SourceClient client, LintKeyring keyring, LintOptions options, Clock clock) {
        this.client = client;
        this.keyring = keyring;
        this.options = options;
        this.clock = clock;
    }

    /**
     * Checks a source.
     *
     * @param source as it would be given to MAAS: base URL, or the URL of an index document
     * @throws NoAnswerException when the index cannot be asked for
     */
    public LintReport lint(URI source) {
        TreeLocation signed = TreeLocation.parse(source, false);
        TreeLocation plain = TreeLocation.parse(source, true);
        boolean named = signed.equals(plain);
        boolean onlyPlain = !named
                && client.get(signed.resolve(signed.index()), 1).head().missing()
                && client.get(plain.resolve(plain.index()), 1).found();
        TreeLocation location = onlyPlain ? plain : signed;
        var signatures = new SignatureCheck(keyring.keyring(), keyring.given(), clock);
        var documents = new SourceDocuments(client, location, signatures);
        ContractReport report = MaasContract.read(location.index(), documents).withWarnings();
        var findings = new ArrayList<>(report.violations());
        findings.addAll(documents.found());
        if (!location.index().value().endsWith(".sjson")) {
            findings.add(unsigned(location, named));
        } else if (!keyring.usableByGpgv()) {
            findings.add(new Violation(
                    location.index().value(),
                    "",
                    Rule.KEYRING,
                    "the given keyring is armored, which gpgv does not read"));
        }
        List<ListedItem> listed =
                report.products().stream().flatMap(ListedItem::of).toList();
        Map<ItemPath, ListedItem> asked = asked(listed);
        Map<ItemPath, ListedItem> hashed = options.deep() ? asked : ItemSample.of(asked);
        if (report.index() != null) {
            boolean withoutSlash = !named && !source.toString().endsWith("/");
            findings.addAll(new WireChecks(client, location, withoutSlash).ofServer());
            findings.addAll(items(location, asked, hashed));
        }
        return new LintReport(
                location,
                options.profile(),
                signatures.signers(),
                report.products().size(),
                report.products().stream()
                        .mapToInt(document -> document.products().size())
                        .sum(),
                listed.size(),
                asked.size(),
                hashed.size(),
                findings);
    }

    private static Violation unsigned(TreeLocation location, boolean named) {
        Impact impact = named ? Impact.REMARK : Rule.UNSIGNED.impact();
        return new Violation(
                location.index().value(),
                "",
                Rule.UNSIGNED,
                impact,
                named
                        ? "is not signed: anyone who can change the bytes on their way decides what machines boot"
                        : "is not signed, and there is no index.sjson, which MAAS asks for at this URL");
    }

    /** Each path once, however many products share it. */
    private Map<ItemPath, ListedItem> asked(List<ListedItem> listed) {
        var asked = new LinkedHashMap<ItemPath, ListedItem>();
        for (ListedItem item : listed) {
            if (options.items() == Items.ALL || (options.items() == Items.NEWEST && item.newest())) {
                ItemProbe.path(item).ifPresent(path -> asked.putIfAbsent(path, item));
            }
        }
        return asked;
    }

    /** Hashes what is to be hashed, and asks for the others whether they are there. */
    private List<Violation> items(
            TreeLocation location, Map<ItemPath, ListedItem> asked, Map<ItemPath, ListedItem> hashed) {
        var probe = new ItemProbe(client, location);
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS, DaemonThreads.named("lint"));
        try {
            List<CompletableFuture<List<Violation>>> answers = asked.entrySet().stream()
                    .map(item -> CompletableFuture.supplyAsync(
                            () -> items(probe, item.getKey(), item.getValue(), hashed.containsKey(item.getKey())),
                            threads))
                    .toList();
            return answers.stream().flatMap(answer -> answer.join().stream()).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Violation> items(ItemProbe probe, ItemPath path, ListedItem item, boolean hash) {
        List<Violation> found = probe.probe(item, path);
        boolean good = found.stream().noneMatch(finding -> finding.impact().breaks());
        return hash && good
                ? Stream.concat(found.stream(), probe.digest(item, path).stream())
                        .toList()
                : found;
    }
}
