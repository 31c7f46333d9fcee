package io.streammirror.cli.lint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.lint.LintReport;
import io.streammirror.maas.Violation;

/** The lint report as JSON; fields are only ever added. */
public final class LintJson {
    private LintJson() {}

    public static ObjectNode of(LintReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("source", report.location().base().toString());
        json.put("index", report.index().toString());
        json.put("fit", report.verdict().fits());
        json.put("verdict", report.verdict().toString());
        ObjectNode releases = json.putObject("releases");
        report.verdict().fitness().forEach((release, fitness) -> releases.put(release.toString(), fitness.id()));
        ArrayNode signers = json.putArray("signers");
        report.signers().stream().sorted().forEach(signer -> signers.add(signer.hex()));
        json.putObject("totals")
                .put("streams", report.streams())
                .put("products", report.products())
                .put("items", report.items())
                .put("items-asked", report.itemsAsked())
                .put("items-hashed", report.itemsHashed());
        ArrayNode findings = json.putArray("findings");
        report.findings().forEach(finding -> findings.add(finding(report, finding)));
        return json;
    }

    private static ObjectNode finding(LintReport report, Violation finding) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rule", finding.rule().id());
        json.put("severity", finding.impact().severity().id());
        ArrayNode releases = json.putArray("releases");
        finding.impact().releases().stream()
                .filter(report.profile()::includes)
                .forEach(release -> releases.add(release.toString()));
        json.put("url", report.document(finding).toString());
        json.put("pointer", finding.pointer());
        json.put("message", finding.message());
        json.put("remedy", finding.rule().remedy());
        return json;
    }
}
