package io.streammirror.cli.readers;

import io.streammirror.api.ReaderAgents;
import io.streammirror.api.ReaderCounts;
import io.streammirror.api.ReaderInfo;
import io.streammirror.api.ReaderReport;
import io.streammirror.api.ReaderReport.MirrorReaders;
import io.streammirror.api.ReaderStates;
import io.streammirror.mirror.MirrorName;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes one report of those of several publishers, each of which has seen a part of the requests. */
public final class ReaderMerge {
    private ReaderMerge() {}

    private record Key(@Nullable MirrorName mirror, String address, String group) {}

    /**
     * Puts reports together.
     *
     * @param reports at least one
     */
    public static ReaderReport of(List<ReaderReport> reports) {
        if (reports.size() == 1) {
            return reports.get(0);
        }
        Instant now = latest(reports.stream().map(ReaderReport::time).toList());
        Map<MirrorName, MirrorReaders> mirrors = mirrors(reports);
        var rows = new LinkedHashMap<Key, ReaderInfo>();
        for (ReaderReport report : reports) {
            for (ReaderInfo row : report.readers()) {
                rows.merge(
                        new Key(row.mirror(), row.address(), ReaderAgents.group(row.agent())), row, ReaderMerge::merge);
            }
        }
        List<ReaderInfo> merged = rows.values().stream()
                .map(row -> check(row, now, row.mirror() == null ? null : mirrors.get(row.mirror())))
                .toList();
        return new ReaderReport(
                reports.stream()
                        .map(ReaderReport::since)
                        .min(Comparator.naturalOrder())
                        .orElse(now),
                now,
                mirrors.values().stream().map(mirror -> counted(mirror, merged)).toList(),
                merged,
                null);
    }

    /** Each mirror as the publisher that serves the newest publication of it knows it. */
    private static Map<MirrorName, MirrorReaders> mirrors(List<ReaderReport> reports) {
        var mirrors = new LinkedHashMap<MirrorName, MirrorReaders>();
        reports.forEach(report -> report.mirrors()
                .forEach(mirror -> mirrors.merge(
                        mirror.name(),
                        mirror,
                        (one, other) -> published(other).isAfter(published(one)) ? other : one)));
        return mirrors;
    }

    private static Instant published(MirrorReaders mirror) {
        return mirror.published() == null ? Instant.EPOCH : mirror.published();
    }

    private static MirrorReaders counted(MirrorReaders mirror, List<ReaderInfo> readers) {
        return new MirrorReaders(
                mirror.name(),
                mirror.publication(),
                mirror.published(),
                mirror.signer(),
                ReaderCounts.of(readers.stream()
                        .filter(reader -> mirror.name().equals(reader.mirror()))
                        .map(ReaderInfo::state)
                        .toList()));
    }

    private static ReaderInfo check(ReaderInfo row, Instant now, @Nullable MirrorReaders mirror) {
        return row.mirror() == null
                ? row
                : row.in(ReaderStates.of(row, now, mirror == null ? null : mirror.publication()));
    }

    private static ReaderInfo merge(ReaderInfo one, ReaderInfo other) {
        boolean otherIsNewer = one.seen().isBefore(other.seen());
        ReaderInfo newer = otherIsNewer ? other : one;
        ReaderInfo older = otherIsNewer ? one : other;
        ReaderInfo.Attempt attempt = AttemptMerge.of(newer.attempt(), older.attempt());
        return new ReaderInfo(
                one.address(),
                ReaderAgents.shown(newer.agent(), older.agent()),
                one.mirror(),
                newer.state(),
                newer.first().isBefore(older.first()) ? newer.first() : older.first(),
                newer.seen(),
                AttemptMerge.read(newer.read(), older.read(), attempt),
                attempt,
                null,
                items(newer.items(), older.items()),
                one.notFound() + other.notFound(),
                newer.notFoundPath() == null ? older.notFoundPath() : newer.notFoundPath(),
                latest(newer.keyring(), older.keyring()));
    }

    /** Which items each publisher has counted is not known, so one that a client has taken from both counts twice. */
    private static ReaderInfo.Items items(ReaderInfo.Items one, ReaderInfo.Items other) {
        int all = one.taken() + one.brokenOff() + one.notAsked();
        int taken = Math.min(all, one.taken() + other.taken());
        int broken = Math.min(all - taken, one.brokenOff() + other.brokenOff());
        return new ReaderInfo.Items(taken, broken, all - taken - broken);
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? other : one;
    }

    private static Instant latest(Collection<Instant> times) {
        return times.stream().max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }
}
