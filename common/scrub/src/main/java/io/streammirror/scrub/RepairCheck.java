package io.streammirror.scrub;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.DamageRecords;
import io.streammirror.store.DamagedBlob;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoredObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Ends the records of damaged blobs that were replaced: it reads each new object. */
public final class RepairCheck {
    private final ObjectStore store;
    private final VerifiedTimes times;
    private final Clock clock;
    private final DamageRecords records;
    private final BlobVerifier verifier;

    public RepairCheck(ObjectStore store, VerifiedTimes times, Clock clock) {
        this.store = store;
        this.times = times;
        this.clock = clock;
        this.records = new DamageRecords(store);
        this.verifier = new BlobVerifier(store);
    }

    /**
     * Reads what was replaced since it was found to be damaged.
     *
     * @return the blobs that are right again
     */
    public List<Sha256> check(Collection<Sha256> damaged, ReadProgress progress) throws InterruptedException {
        var repaired = new ArrayList<Sha256>();
        for (Sha256 sha256 : damaged) {
            if (isRepaired(sha256, progress)) {
                repaired.add(sha256);
            }
        }
        return repaired;
    }

    private boolean isRepaired(Sha256 sha256, ReadProgress progress) throws InterruptedException {
        Optional<StoredObject> object = store.head(StoreKeys.blob(sha256));
        if (object.isEmpty()) {
            // Missing, which needs no record.
            records.remove(sha256);
            return false;
        }
        if (records.find(sha256).filter(record -> record.isStill(object.get())).isPresent()) {
            return false;
        }
        Verdict verdict = verifier.verify(sha256, progress);
        if (verdict instanceof Verdict.Damaged again) {
            records.add(sha256, DamagedBlob.of(again.object(), clock.instant(), again.reason()));
        } else if (verdict instanceof Verdict.Intact) {
            times.verified(sha256, clock.instant());
            records.remove(sha256);
        }
        return verdict instanceof Verdict.Intact;
    }
}
