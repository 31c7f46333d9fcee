package io.streammirror.store.s3;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.InsufficientDataException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import io.minio.errors.XmlParserException;
import io.streammirror.http.HttpAuthority;
import io.streammirror.retry.DoublingDelay;
import io.streammirror.retry.Sleeper;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreFullException;
import io.streammirror.store.StoreUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** Waits for the SDK's answers, repeats calls that may be repeated, and turns its errors into those of the port. */
final class StoreCalls {
    /** A hiccup is over by then; whatever lasts longer is the caller's to wait for. */
    private static final int TRIES = 3;

    private static final DoublingDelay PAUSES = new DoublingDelay(Duration.ofMillis(400), Duration.ofSeconds(1));

    private final URI endpoint;
    private final String bucket;

    StoreCalls(URI endpoint, String bucket) {
        this.endpoint = endpoint;
        this.bucket = bucket;
    }

    /** Runs a call that changes nothing when it is run twice. */
    <T> T repeat(String verb, String key, Callable<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(verb, key, call);
            } catch (StoreUnavailableException e) {
                if (attempt == TRIES || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    /** Runs a call a single time. */
    <T> T once(String verb, String key, Callable<T> call) {
        try {
            return call.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(where(verb, key) + ": interrupted", e);
        } catch (Exception e) {
            throw mapped(verb, key, unwrapped(e));
        }
    }

    /** Runs a call a single time; false when the store refused it for the expected reason. */
    boolean unlessRefused(String verb, String key, Predicate<S3Error> expected, Callable<?> call) {
        return once(verb, key, () -> {
            try {
                call.call();
                return true;
            } catch (Exception e) {
                if (refusal(unwrapped(e)).filter(expected).isPresent()) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** 409 instead of 412 while another writer is at the same key. */
    static boolean keyIsTaken(S3Error refusal) {
        return refusal.status() == 412 || refusal.status() == 409;
    }

    static boolean bucketIsThereAlready(S3Error refusal) {
        return refusal.code().equals("BucketAlreadyOwnedByYou")
                || refusal.code().equals("BucketAlreadyExists")
                || refusal.code().equals("OperationAborted");
    }

    static boolean nothingThere(S3Error refusal) {
        return refusal.status() == 404 && !refusal.code().equals("NoSuchBucket");
    }

    static boolean pastTheEnd(Exception e) {
        return refusal(unwrapped(e)).filter(refusal -> refusal.status() == 416).isPresent();
    }

    private StoreException mapped(String verb, String key, Throwable cause) {
        if (cause instanceof StoreException already) {
            return already;
        }
        Optional<S3Error> refusal = refusal(cause);
        if (refusal.isPresent()) {
            return mapped(verb, key, refusal.get(), cause);
        }
        if (cause instanceof IOException
                || cause instanceof InvalidResponseException
                || cause instanceof InsufficientDataException
                || cause instanceof XmlParserException) {
            return new StoreUnavailableException(
                    where(verb, key) + ": no usable answer (" + cause.getClass().getSimpleName() + ")", cause);
        }
        return new StoreException(where(verb, key) + ": " + cause.getClass().getSimpleName(), cause);
    }

    private StoreException mapped(String verb, String key, S3Error refusal, Throwable cause) {
        if (refusal.full()) {
            return new StoreFullException(
                    where(verb, key) + ": " + refusal + ": the store is full; make room, or raise the quota", cause);
        }
        if (refusal.temporary()) {
            return new StoreUnavailableException(where(verb, key) + ": " + refusal, cause);
        }
        if (refusal.code().equals("NoSuchBucket")) {
            return new StoreException(where(verb, key) + ": there is no bucket " + bucket, cause);
        }
        if (refusal.status() == 404 && !refusal.code().equals("NoSuchUpload")) {
            return new ObjectMissingException(key);
        }
        if (refusal.status() == 403 || refusal.status() == 401) {
            return new StoreException(
                    where(verb, key) + ": " + refusal + ": check the credentials and what they may do", cause);
        }
        return new StoreException(where(verb, key) + ": " + refusal, cause);
    }

    private String where(String verb, String key) {
        return "store " + endpoint.getScheme() + "://"
                + HttpAuthority.of(endpoint).map(HttpAuthority::toString).orElse("?") + ", bucket " + bucket
                + ": cannot " + verb + " " + key;
    }

    private static Optional<S3Error> refusal(Throwable cause) {
        if (cause instanceof ErrorResponseException e) {
            return Optional.of(new S3Error(
                    e.response().code(), String.valueOf(e.errorResponse().code())));
        }
        if (cause instanceof ServerException e) {
            return Optional.of(new S3Error(e.statusCode(), ""));
        }
        return cause instanceof S3ErrorException e ? Optional.of(e.refusal()) : Optional.empty();
    }

    private static Throwable unwrapped(Throwable e) {
        Throwable cause = e.getCause();
        boolean wrapper = e instanceof ExecutionException || e instanceof CompletionException;
        return wrapper && cause != null ? unwrapped(cause) : e;
    }

    private static void pause(int attempt) {
        try {
            Sleeper.SYSTEM.sleep(PAUSES.jittered(attempt, ThreadLocalRandom.current()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
