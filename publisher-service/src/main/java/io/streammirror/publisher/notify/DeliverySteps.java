package io.streammirror.publisher.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.api.ApiFormatException;
import io.streammirror.api.ApiJson;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.text.SafeText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The position of one webhook in the store, as a chain of steps that are created once. A step also says which publisher sends and until
 * when, so of several publishers one sends, and another one takes over when that time is over.
 *
 * <p>Not safe for use by several threads.
 */
final class DeliverySteps {
    private static final Logger LOG = Logger.getLogger(DeliverySteps.class);

    /** Raised only when older software could no longer read what is written. */
    private static final String FORMAT = "notification-step:1";

    private static final long MAX_BYTES = 256 * 1024;

    /** One more than is needed, for readers that are at it. */
    private static final int KEPT = 2;

    private final ObjectStore store;
    private final String webhook;
    private final String writer;
    private final Clock clock;

    /**
     * @param writer names this process
     */
    DeliverySteps(ObjectStore store, String webhook, String writer, Clock clock) {
        this.store = store;
        this.webhook = webhook;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * One step.
     *
     * @param sender the publisher that sends; null when none does
     * @param until when its right ends; null when none sends
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Form(
            String format,
            DeliveryPosition position,
            @Nullable String sender,
            @Nullable Instant until) {}

    private record NumberedForm(long number, Form form) {}

    /** The newest position; empty while there is none. */
    Optional<DeliveryPosition> position() {
        return newest().map(step -> step.form().position());
    }

    /** Stores the first position, unless another publisher has. */
    void begin(DeliveryPosition first) {
        if (newest().isEmpty()) {
            create(1, new Form(FORMAT, first, null, null));
        }
    }

    /**
     * Takes the right to send.
     *
     * @return the right with the newest position; empty while another publisher has it
     */
    Optional<Turn> take(Duration validity) {
        NumberedForm before =
                newest().orElseGet(() -> new NumberedForm(0, new Form(FORMAT, DeliveryPosition.at(0), null, null)));
        Form form = before.form();
        Instant now = clock.instant();
        boolean isFree = form.sender() == null
                || form.sender().equals(writer)
                || form.until() == null
                || !form.until().isAfter(now);
        if (!isFree) {
            return Optional.empty();
        }
        long number = before.number() + 1;
        return create(number, new Form(FORMAT, form.position(), writer, now.plus(validity)))
                ? Optional.of(new Turn(number, form.position()))
                : Optional.empty();
    }

    /** The right to send, until its validity is over or it is given back. */
    final class Turn {
        private long number;
        private DeliveryPosition position;

        private Turn(long number, DeliveryPosition position) {
            this.number = number;
            this.position = position;
        }

        DeliveryPosition position() {
            return position;
        }

        /**
         * Stores a position and keeps the right.
         *
         * @return false when another publisher has taken over
         */
        boolean keep(DeliveryPosition now, Duration validity) {
            return step(new Form(FORMAT, now, writer, clock.instant().plus(validity)));
        }

        /** Stores a position and gives the right back. */
        boolean giveBack(DeliveryPosition now) {
            return step(new Form(FORMAT, now, null, null));
        }

        private boolean step(Form form) {
            if (!create(number + 1, form)) {
                return false;
            }
            number++;
            position = form.position();
            return true;
        }
    }

    private boolean create(long number, Form form) {
        boolean created =
                store.create(StoreKeys.notificationStep(webhook, number), ApiJson.write(form), ObjectAttributes.JSON);
        if (created && number > KEPT) {
            List<String> keys = keys();
            keys.stream().limit(Math.max(0, keys.size() - KEPT)).forEach(store::delete);
        }
        return created;
    }

    /** A step that cannot be read counts as lost, and the one before it is taken. */
    private Optional<NumberedForm> newest() {
        List<String> keys = keys();
        for (int i = keys.size() - 1; i >= 0; i--) {
            Optional<Form> form = form(keys.get(i));
            if (form.isPresent()) {
                return Optional.of(new NumberedForm(numberOf(keys.get(keys.size() - 1)), form.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<Form> form(String key) {
        try {
            Form form = ApiJson.read(store.read(key, MAX_BYTES), Form.class);
            if (FORMAT.equals(form.format())) {
                return Optional.of(form);
            }
            LOG.warnf("The position of a webhook has an unknown format and counts as lost object=%s", key);
        } catch (ObjectMissingException pruned) {
            return Optional.empty();
        } catch (ApiFormatException damaged) {
            LOG.warnf(
                    "The position of a webhook cannot be read and counts as lost object=%s reason=%s",
                    key, SafeText.reason(damaged));
        }
        return Optional.empty();
    }

    /** Oldest first. */
    private List<String> keys() {
        String prefix = StoreKeys.notificationSteps(webhook);
        var keys = new ArrayList<String>();
        store.list(prefix, object -> {
            if (object.key().substring(prefix.length()).matches("[0-9]{12}\\.json")) {
                keys.add(object.key());
            }
        });
        return keys;
    }

    private long numberOf(String key) {
        return Long.parseLong(
                key.substring(StoreKeys.notificationSteps(webhook).length(), key.length() - ".json".length()));
    }
}
