package io.streammirror.publisher.page.overview;

/**
 * How a mirror is, in one line.
 *
 * @param kind names icon and colour: {@code ok}, {@code busy}, {@code waiting}, {@code held} or {@code failed}
 * @param words say the same without either
 */
public record Health(String kind, String words) {
    static Health ok(String words) {
        return new Health("ok", words);
    }

    static Health busy(String words) {
        return new Health("busy", words);
    }

    static Health waiting(String words) {
        return new Health("waiting", words);
    }

    static Health held(String words) {
        return new Health("held", words);
    }

    static Health failed(String words) {
        return new Health("failed", words);
    }

    /** Whether an operator should act, or at least know. */
    public boolean isBad() {
        return kind.equals("held") || kind.equals("failed");
    }
}
