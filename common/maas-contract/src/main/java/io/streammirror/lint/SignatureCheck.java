package io.streammirror.lint;

import io.streammirror.maas.Rule;
import io.streammirror.maas.Violation;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.GpgvVerifier;
import io.streammirror.openpgp.Keyring;
import io.streammirror.simplestreams.ItemPath;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks signatures as gpgv does, which is all that MAAS calls, and notes what stricter readers would say. */
final class SignatureCheck {
    private final GpgvVerifier gpgv;
    private final boolean keyringIsGiven;
    private final Set<Fingerprint> signers = new TreeSet<>();

    /**
     * @param keyringIsGiven whether the keyring is the source's own; else it is the one that MAAS uses by default
     */
    SignatureCheck(Keyring keyring, boolean keyringIsGiven, Clock clock) {
        this.gpgv = new GpgvVerifier(keyring, clock);
        this.keyringIsGiven = keyringIsGiven;
    }

    /** The signers of the documents that were read, if their keys are in the keyring. */
    Set<Fingerprint> signers() {
        return Set.copyOf(signers);
    }

    List<Violation> check(ItemPath path, byte[] document) {
        GpgvVerifier.Outcome outcome = gpgv.verify(document);
        var found = new ArrayList<Violation>();
        outcome.signer().ifPresent(signers::add);
        outcome.refusal()
                .ifPresent(
                        reason -> found.add(new Violation(path.value(), "", Rule.SIGNATURE, refusal(outcome, reason))));
        outcome.remarks()
                .forEach(remark -> found.add(new Violation(
                        path.value(), "", Rule.WEAK_SIGNATURE, "has a signature that only gpgv takes: " + remark)));
        return found;
    }

    private String refusal(GpgvVerifier.Outcome outcome, String reason) {
        return outcome.unknownKey() && !keyringIsGiven
                ? reason + " that MAAS uses by default, so nothing was verified: give MAAS, and here --keyring, the"
                        + " public key of this source"
                : reason;
    }
}
