package io.streammirror.lint;

import io.streammirror.maas.Impact;
import io.streammirror.maas.MaasRelease;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Severity;
import io.streammirror.maas.Violation;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.SignatureInfo;
import io.streammirror.openpgp.SignatureRefusedException;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.openpgp.Weakness;
import io.streammirror.simplestreams.ItemPath;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks at signatures as gpgv does, which is all that MAAS calls, and notes what stricter readers would say. */
final class SignatureCheck {
    private static final Impact CONFUSING = new Impact(Severity.CONFUSES, MaasRelease.V3_4, MaasRelease.V3_8);

    private final SignatureVerifier verifier;
    private final boolean keyringIsGiven;
    private final Set<Fingerprint> signers = new TreeSet<>();

    /**
     * @param keyringIsGiven whether the keyring is the source's own; else it is the one that MAAS uses by default
     */
    SignatureCheck(Keyring keyring, boolean keyringIsGiven, Clock clock) {
        this.verifier = new SignatureVerifier(keyring, Set.of(), EnumSet.allOf(Weakness.class), clock);
        this.keyringIsGiven = keyringIsGiven;
    }

    /** Who has signed what was read so far, as far as the keyring knows them. */
    Set<Fingerprint> signers() {
        return Set.copyOf(signers);
    }

    List<Violation> check(ItemPath path, byte[] document) {
        try {
            SignatureInfo info = verifier.verifyClearSigned(document).signature();
            signers.add(info.signer());
            return info.tolerated().stream()
                    .map(weakness -> new Violation(
                            path.value(),
                            "",
                            Rule.WEAK_SIGNATURE,
                            "has a signature with a weakness that MAAS lets pass: " + weakness))
                    .toList();
        } catch (SignatureRefusedException e) {
            return refused(path, e);
        }
    }

    private List<Violation> refused(ItemPath path, SignatureRefusedException e) {
        String why = String.valueOf(e.getMessage());
        if (e instanceof SignatureRefusedException.NotSigned) {
            return List.of(); // The judge of the text says so.
        }
        if (e instanceof SignatureRefusedException.Malformed || e instanceof SignatureRefusedException.FutureDated) {
            return List.of(new Violation(path.value(), "", Rule.WEAK_SIGNATURE, why));
        }
        if (e instanceof SignatureRefusedException.UnknownKey && !keyringIsGiven) {
            return List.of(new Violation(
                    path.value(),
                    "",
                    Rule.SIGNATURE,
                    CONFUSING,
                    why + " that MAAS uses by default, so nothing was verified: give MAAS, and here --keyring, the"
                            + " public key of this source"));
        }
        return List.of(new Violation(path.value(), "", Rule.SIGNATURE, why));
    }
}
