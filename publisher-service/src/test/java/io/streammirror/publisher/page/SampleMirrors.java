package io.streammirror.publisher.page;

/** Mirrors in the states that a page must show well, as JSON with single quotes. */
public final class SampleMirrors {
    private static final String HASH = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String PUBLISHED =
            "'publication':'" + HASH + "','published':'2026-11-28T21:14:00Z','products':14,"
                    + "'versions':22,'items':71,'upstream-updated':'2026-11-28T19:00:00Z','polled':'2026-11-29T01:55:00Z',"
                    + "'answered':'2026-11-29T01:55:00Z'";
    private static final String STORED =
            "'blobs':{'wanted':71,'stored':71,'failed':0},'bytes':{'wanted':18400000000," + "'stored':18400000000}";
    private static final String ORDER =
            "{'who':'alice@example.com','why':'20261120 does not boot on our racks','since':'2026-11-27T10:00:00Z','sequence':9}";

    private SampleMirrors() {}

    public static String upToDate(String name) {
        return mirror(name, "'state':'settled','settled':true,'complete':true," + PUBLISHED + "," + STORED);
    }

    public static String firstPoll(String name) {
        return mirror(name, "'state':'waiting'");
    }

    public static String firstSync(String name) {
        return mirror(
                name,
                "'state':'syncing','polled':'2026-11-29T01:58:00Z','answered':'2026-11-29T01:58:00Z',"
                        + "'blobs':{'wanted':71,'stored':40,'failed':0},"
                        + "'bytes':{'wanted':18400000000,'stored':11000000000}");
    }

    public static String held(String name) {
        return mirror(
                name,
                "'state':'held'," + PUBLISHED + "," + STORED + ",'held':{'revision':'" + HASH
                        + "','since':'2026-11-28T23:00:00Z','objections':[{'suspicion':'mass-removal',"
                        + "'reason':'62 % of the versions are gone, more than max-removal (40 %)'}]}");
    }

    public static String silent(String name) {
        return mirror(
                name,
                "'state':'unreachable','reason':'no answer from http://upstream.example/stable'," + PUBLISHED + ","
                        + STORED);
    }

    public static String refused(String name) {
        return mirror(
                name,
                "'state':'refused','reason':'index.sjson is signed by no key of the keyring'," + PUBLISHED + ","
                        + STORED);
    }

    public static String onHold(String name) {
        return mirror(
                name,
                "'state':'settled','settled':true,'complete':true," + PUBLISHED + "," + STORED + ",'orders':{'hold':"
                        + ORDER
                        + ",'pins':[{'stream':'com.ubuntu.maas:stable:v3:download','product':"
                        + "'com.ubuntu.maas.stable:v3:boot:24.04:amd64:ga-24.04','version':'20261101','publication':'"
                        + HASH + "','order':" + ORDER + "}],'rollbacks':[]}");
    }

    public static String incomplete(String name) {
        return mirror(
                name,
                "'state':'settled','settled':true,'complete':false," + PUBLISHED + ",'blobs':{'wanted':71,'stored':70,"
                        + "'failed':1},'bytes':{'wanted':18400000000,'stored':18100000000},"
                        + "'failures':[{'sha256':'" + HASH
                        + "','path':'noble/amd64/20261120/ga-24.04/generic/boot-initrd',"
                        + "'reason':'the server answered 404 for 90 seconds','retryable':true,"
                        + "'time':'2026-11-29T01:57:00Z'}],"
                        + "'withheld':[{'product':'com.ubuntu.maas.stable:v3:boot:22.04:s390x:ga-22.04',"
                        + "'version':'20261120','reason':'/products/x/arch is empty, and MAAS 3.8 refuses the source'}],"
                        + "'left-out':[{'stream':'com.ubuntu.maas:stable:notifications','reason':'it is no download'}],"
                        + "'delayed':[{'product':'com.ubuntu.maas.stable:v3:boot:24.04:amd64:ga-24.04',"
                        + "'version':'20261128','until':'2026-12-05T00:00:00Z'}]");
    }

    /** Names of an attacker in every place that has one. */
    public static String hostile(String name) {
        String evil = "<script>alert(1)</script>\\u202e\\u0007<img src=x onerror=alert(1)>" + "x".repeat(10_000);
        return mirror(
                name,
                "'state':'refused','reason':'" + evil + "','violations':['" + evil + "'],'failures':[{'sha256':'" + HASH
                        + "','reason':'" + evil + "','retryable':false}],'withheld':[{'product':'"
                        + evil.substring(0, 200) + "','version':'v','reason':'" + evil + "'}],'notes':['" + evil
                        + "']," + PUBLISHED);
    }

    /** An item that a fetcher downloads for a mirror. */
    public static String fetching(String mirror, String path, long size, long bytes, long rate) {
        return "{'fetcher':'fetcher-1','sha256':'" + HASH + "','path':'" + path + "','size':" + size + ",'bytes':"
                + bytes + ",'rate':" + rate + ",'mirror':'" + mirror + "'}";
    }

    private static String mirror(String name, String state) {
        return "{'name':'" + name + "','source':'http://upstream.example/stable','path':'/maas/" + name + "'," + state
                + "}";
    }
}
