package io.streammirror.publisher.sign;

import io.streammirror.maas.Rule;
import io.streammirror.maas.Violation;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.SignatureMaker;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.snapshot.LiveTree;
import java.util.Set;

/**
 * The key of this publisher, and the keys that it replaces.
 *
 * <p>Two publishers with different keys on one bucket would sign each other's trees again for ever, and every MAAS would refuse
 * every second one. So a publisher follows only publications of its own key, and of the keys that its key replaces.
 *
 * @param replaced keys whose publications this one may follow
 */
public record PublisherIdentity(SignatureMaker key, Set<Fingerprint> replaced) {
    public PublisherIdentity {
        replaced = Set.copyOf(replaced);
    }

    public String fingerprint() {
        return key.fingerprint().hex();
    }

    /** Whether a publication is signed by the key itself. */
    public boolean hasSigned(LiveTree live) {
        return live.decision().signer().equals(fingerprint());
    }

    public boolean mayFollow(LiveTree live) {
        return mayFollow(live.decision().signer());
    }

    /** Whether publications that this key has signed may be followed. */
    public boolean mayFollow(String signer) {
        return signer.equals(fingerprint())
                || replaced.stream().anyMatch(key -> key.hex().equals(signer));
    }

    /** Why a publication may not be followed. */
    public Violation objection(LiveTree live) {
        return new Violation(
                DocumentPaths.index().signed().value(),
                "",
                Rule.SIGNER,
                "what is live is signed by key " + live.decision().signer() + ", this publisher's key is "
                        + fingerprint() + ": give all publishers of this bucket the same key, or change it with"
                        + " 'mirror key rotate'; if the other key is lost, write its fingerprint to the file beside the"
                        + " signing key that ends in '.replaces'");
    }
}
