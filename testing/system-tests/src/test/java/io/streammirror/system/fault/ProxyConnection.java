package io.streammirror.system.fault;

import io.streammirror.testing.time.Pause;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** One client's connection: each request goes to the server over a connection of its own, unless the plan says otherwise. */
final class ProxyConnection {
    /** A server that is being restarted must not hold connections for ever. */
    private static final int CONNECT_MILLIS = 5000;

    private static final int BUFFER = 64 * 1024;

    private final Socket client;
    private final InetSocketAddress server;
    private final Supplier<FaultPlan> plan;
    private final ToIntFunction<String> numbering;
    private final FaultTally tally;

    ProxyConnection(
            Socket client,
            InetSocketAddress server,
            Supplier<FaultPlan> plan,
            ToIntFunction<String> numbering,
            FaultTally tally) {
        this.client = client;
        this.server = server;
        this.plan = plan;
        this.numbering = numbering;
        this.tally = tally;
    }

    /** Returns when the client or a damage ends the connection. */
    void run() throws IOException {
        var in = new BufferedInputStream(client.getInputStream(), BUFFER);
        boolean goesOn = true;
        while (goesOn) {
            Optional<HttpHead> head = HttpHead.read(in);
            if (head.isEmpty()) {
                return;
            }
            goesOn = exchange(head.get(), in);
        }
    }

    private boolean exchange(HttpHead head, InputStream in) throws IOException {
        String method = head.word(0);
        String[] target = head.word(1).split("\\?", 2);
        var exchange = new ProxiedExchange(
                method,
                target[0],
                target.length > 1 ? target[1] : "",
                head.value("Range").isPresent(),
                numbering.applyAsInt(method + ' ' + target[0]));
        var damages = new Damages(plan.get().damagesTo(exchange), tally);
        InputStream body = HttpBody.ofRequest(head, in);
        Optional<Damage.Answer> answer = damages.find(Damage.Answer.class);
        if (answer.isPresent()) {
            body.transferTo(OutputStream.nullOutputStream());
            return answer(answer.get(), method);
        }
        damages.find(Damage.Delay.class).ifPresent(delay -> Pause.of(delay.duration()));
        return relay(head, body, method, damages);
    }

    private boolean answer(Damage.Answer answer, String method) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        var head = new HttpHead("HTTP/1.1 " + answer.status() + " Planned", List.of())
                .with("Content-Length", Integer.toString(body.length));
        for (var field : answer.headers().entrySet()) {
            head = head.with(field.getKey(), field.getValue());
        }
        OutputStream out = client.getOutputStream();
        out.write(head.bytes());
        if (!method.equals("HEAD")) {
            out.write(body);
        }
        out.flush();
        return true;
    }

    private boolean relay(HttpHead head, InputStream body, String method, Damages damages) throws IOException {
        try (var upstream = new Socket()) {
            connect(upstream);
            OutputStream out = upstream.getOutputStream();
            out.write(edited(head, damages).bytes());
            if (!passOn(head, body, out, damages)) {
                Sockets.reset(upstream);
                Sockets.reset(client);
                return false;
            }
            var in = new BufferedInputStream(upstream.getInputStream(), BUFFER);
            HttpHead answer = finalHead(in);
            InputStream content = HttpBody.ofAnswer(answer, method, in);
            if (damages.find(Damage.LostAnswer.class).isPresent()) {
                content.transferTo(OutputStream.nullOutputStream());
                Sockets.reset(client);
                return false;
            }
            return new AnswerSender(client, damages).send(answer, content, method);
        }
    }

    /** To the client a server that is away looks like one that dies. */
    private void connect(Socket upstream) throws IOException {
        try {
            upstream.connect(server, CONNECT_MILLIS);
            upstream.setTcpNoDelay(true);
        } catch (IOException away) {
            Sockets.reset(client);
            throw away;
        }
    }

    private static HttpHead edited(HttpHead head, Damages damages) {
        HttpHead edited = head.with("Connection", "close");
        if (head.value("Range").isPresent()
                && damages.find(Damage.NoRanges.class).isPresent()) {
            return edited.without("Range").without("If-Range");
        }
        return head.value("If-Range").isPresent()
                        && damages.find(Damage.NoConditions.class).isPresent()
                ? edited.without("If-Range")
                : edited;
    }

    /** False when the request was to be cut, and was. */
    private static boolean passOn(HttpHead head, InputStream body, OutputStream out, Damages damages)
            throws IOException {
        Optional<Damage.ResetRequest> cut = damages.find(Damage.ResetRequest.class);
        long limit = cut.map(Damage.ResetRequest::afterBytes).orElse(Long.MAX_VALUE);
        boolean chunked = head.isChunked();
        var buffer = new byte[BUFFER];
        long sent = 0;
        for (int count = body.read(buffer); count >= 0 && sent < limit; count = body.read(buffer)) {
            int part = (int) Math.min(count, limit - sent);
            if (chunked) {
                out.write((Integer.toHexString(part) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            out.write(buffer, 0, part);
            if (chunked) {
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            sent += part;
        }
        if (cut.isPresent()) {
            return false;
        }
        if (chunked) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
        return true;
    }

    private static HttpHead finalHead(InputStream in) throws IOException {
        while (true) {
            HttpHead head = HttpHead.read(in).orElseThrow(() -> new EOFException("the server did not answer"));
            if (head.status() >= 200) {
                return head;
            }
        }
    }
}
