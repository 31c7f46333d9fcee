package io.streammirror.publisher.query;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Lets each client wait for one costly answer at a time, so that one client never fills the places of all. Safe for use by any thread.
 */
public final class ClientTurns {
    private final Map<String, Turn> turns = new HashMap<>();

    private record Turn(String question, CompletionStage<?> answer) {}

    /**
     * Asks for a client.
     *
     * @param question the same one may be asked again while it is answered
     * @return empty while another question of this client is answered
     */
    public <A> Optional<CompletionStage<A>> ask(String client, String question, Supplier<CompletionStage<A>> ask) {
        synchronized (turns) {
            Turn other = turns.get(client);
            if (other != null && !other.question.equals(question)) {
                return Optional.empty();
            }
        }
        CompletionStage<A> answer = ask.get();
        var turn = new Turn(question, answer);
        synchronized (turns) {
            turns.put(client, turn);
        }
        answer.whenComplete((done, failed) -> {
            synchronized (turns) {
                turns.remove(client, turn);
            }
        });
        return Optional.of(answer);
    }
}
