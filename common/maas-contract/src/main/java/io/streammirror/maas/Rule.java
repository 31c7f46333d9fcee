package io.streammirror.maas;

import static io.streammirror.maas.Severity.BREAKS_IMAGE;
import static io.streammirror.maas.Severity.BREAKS_SOURCE;
import static io.streammirror.maas.Severity.CONFUSES;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The rules of the contract, as observed with MAAS 3.6, 3.7 and 3.8's own clients and gpgv 2.2. */
public enum Rule {
    /** A clear-signed document begins with its block, and there is exactly one block. */
    ONE_SIGNED_BLOCK(Impact.onAll(BREAKS_SOURCE), "sign the whole document in clear, once: gpg --clearsign"),
    /** gpgv refuses a document for one signature by a key that it does not know, whatever the others are. */
    ONE_SIGNATURE(
            Impact.onAll(CONFUSES),
            "sign with one key; to change it, first give every MAAS a keyring of both, then change the signer"),
    /** Every form of a document must verify with the one key of the tree. */
    SIGNATURE(Impact.onAll(BREAKS_SOURCE), "sign it again, after its last change, with the key that MAAS was given"),
    /** A MAAS knows the key that it was given; another signer makes it refuse what it took before. */
    SIGNER(Impact.onAll(BREAKS_SOURCE), "keep the signer; to change it, first give every MAAS a keyring of both keys"),
    /** Asked for a base URL, MAAS reads the signed index and nothing else. */
    UNSIGNED(Impact.onAll(BREAKS_SOURCE), "sign index and products (.sjson), or give MAAS the URL of the .json index"),
    /** gpgv, and so MAAS, lets pass what this project's own verifier does not. */
    WEAK_SIGNATURE(Impact.onAll(CONFUSES), "sign with a living key and SHA-512: other readers refuse this"),
    /** gpg cuts, and gpgv rejects, longer lines. */
    LINE_LENGTH(Impact.onAll(BREAKS_SOURCE), "write the JSON indented before it is signed"),
    /** MAAS 3.8 takes the text up to the signature without undoing dash escapes. */
    NO_DASH_LINES(Impact.onNewest(BREAKS_SOURCE), "write the JSON indented before it is signed"),
    /** The text must be a JSON object. */
    JSON_OBJECT(Impact.onAll(BREAKS_SOURCE), "write one JSON object, in UTF-8, and nothing besides"),
    /** The document that an index names must be there. */
    DOCUMENT_EXISTS(Impact.onAll(BREAKS_SOURCE), "put the document there, readable by all"),
    /** The older readers go by the format; MAAS 3.8 takes whatever an index names for a products document. */
    FORMAT(Impact.onLibrary(BREAKS_SOURCE), "write 'index:1.0' into the index, 'products:1.0' into all that it names"),
    /** An index without entries, products without versions and the like make MAAS 3.8 refuse the whole source. */
    NOT_EMPTY(Impact.onNewest(BREAKS_SOURCE), "leave out what is empty: the version, the product, the index entry"),
    REQUIRED_FIELD(Impact.onNewest(BREAKS_SOURCE), "write the field at this very place: MAAS inherits nothing"),
    FIELD_TYPE(Impact.onNewest(BREAKS_SOURCE), "write the field in this type"),
    /** A time with a numeric zone, or MAAS 3.8 refuses the source. */
    DATE(Impact.onNewest(BREAKS_SOURCE), "write it in this form, the zone as +0000"),
    /** One of two words, or MAAS 3.8 refuses the source. */
    DATATYPE(Impact.onNewest(BREAKS_SOURCE), "write image-ids, as images.maas.io does"),
    /** MAAS 3.8 passes fields on by their names, and fails over one that it has itself. */
    RESERVED_NAME(Impact.onNewest(BREAKS_SOURCE), "give the field or the item another name"),
    /** MAAS 3.8 fails over a kind of file that it does not know; the older releases skip such a file. */
    FILE_TYPE(Impact.onNewest(BREAKS_SOURCE), "write the item's name, or archive.tar.xz for a bootloader"),
    /** Relative, in normal form, and of the same form as the document that names it. */
    PATH(Impact.onAll(BREAKS_SOURCE), "write the path relative to the base of the tree, in its shortest form"),
    /** All products of a document must be of one of the three shapes that MAAS 3.8 reads. */
    SHAPE(
            Impact.onNewest(BREAKS_SOURCE),
            "give each kind a document of its own, and leave out what MAAS does not read"),
    /** Every version, old ones too, needs the items of its shape. */
    ITEM_SET(
            Impact.onNewest(BREAKS_SOURCE),
            "mirror all items of a version, manifest included, or leave the version out"),
    /** A number: older readers compare it with one. */
    SIZE(Impact.onNewest(BREAKS_SOURCE), "write the size in bytes as a JSON number"),
    /** 64 digits in lower case: readers compare them literally. */
    SHA256(Impact.onNewest(BREAKS_SOURCE), "write the output of sha256sum"),

    /** MAAS silently ignores products by their name. */
    PRODUCT_NAME(Impact.onAll(BREAKS_IMAGE), "keep upstream's product names to the letter"),
    /** Readers of the index alone believe this list. */
    PRODUCT_LIST(Impact.onAll(CONFUSES), "list the products that the document has"),
    /** Readers file a stream under the one or the other name. */
    CONTENT_ID(Impact.onAll(CONFUSES), "name the entry after the content_id of its document"),
    /** A path has one content; of two hashes for it one is wrong. */
    SAME_PATH(Impact.onAll(BREAKS_IMAGE), "give each content a path of its own"),
    /** MAAS sorts version names as text and takes the last one only. */
    VERSION_ORDER(Impact.onAll(CONFUSES), "name versions so that they sort as text, as 20250718 or 20250718.1"),
    /** MAAS 3.8 chooses by system, release and architecture, never by label. */
    LABELS(Impact.onNewest(CONFUSES), "serve each label, such as stable and candidate, as a source of its own"),
    /** MAAS boots machines with the bootloaders of its sources. */
    BOOTLOADERS(Impact.onAll(BREAKS_IMAGE), "mirror the bootloader stream too, unless another boot source has it"),
    /** MAAS takes only bootloaders of certain types and systems. */
    BOOTLOADER_KIND(Impact.onAll(BREAKS_IMAGE), "write type and system as upstream does, or leave the product out"),
    /** Of a source without an image nothing can be selected, so MAAS 3.8 downloads nothing from it. */
    IMAGES(Impact.onNewest(BREAKS_SOURCE), "mirror an image too"),
    /** MAAS cannot deploy such an image from a stream. */
    CUSTOM_OS(
            new Impact(BREAKS_IMAGE, MaasRelease.V3_5, MaasRelease.V4_0),
            "name the system that is in the image, such as ubuntu, and give it a release of its own"),
    /** MAAS 3.8 downloads the items of a shape and no others. */
    IGNORED_ITEM(Impact.onNewest(CONFUSES), "do not count on the file"),

    /** MAAS 3.8 deletes what it has of an image when one item answers with an error. */
    ITEM_EXISTS(Impact.onAll(BREAKS_IMAGE), "put the file there, or leave the version out of the documents"),
    /** MAAS 3.7 and 3.8 do not follow redirects of items. */
    ITEM_REDIRECT(
            new Impact(BREAKS_IMAGE, MaasRelease.V3_7, MaasRelease.V4_0), "answer with the bytes, not with a redirect"),
    ITEM_LENGTH(Impact.onAll(BREAKS_IMAGE), "put the right file there, or take its version out of the documents"),
    ITEM_CONTENT(Impact.onAll(BREAKS_IMAGE), "put the right file there, or take its version out of the documents"),
    /** Proxies and mirrors ask with HEAD and believe the answer. */
    HEAD_AND_GET(Impact.onAll(CONFUSES), "answer HEAD as GET, without the body"),
    /** MAAS 3.8 reads a document in the character set that the server names. */
    CHARSET(Impact.onNewest(BREAKS_SOURCE), "send application/json without a charset"),
    /** MAAS 3.7 and 3.8 drop a download that does not begin within ten seconds, and start again. */
    SLOW_ANSWER(
            new Impact(BREAKS_IMAGE, MaasRelease.V3_7, MaasRelease.V4_0), "send the first byte within a few seconds"),
    /** gpgv reads binary keyrings, and MAAS passes on what it is given. */
    KEYRING(Impact.onAll(BREAKS_SOURCE), "give MAAS the binary form: gpg --dearmor"),
    /** A URL without a slash at its end is asked for twice; only 404 leads on to the second try. */
    NOT_FOUND(Impact.onLibrary(CONFUSES), "answer 404 to what is not there, or end the URL in MAAS with a slash"),
    /** The clients of MAAS 3.5 and 3.6 lose the end of a body now and then when the server closes. */
    KEEP_ALIVE(new Impact(BREAKS_IMAGE, MaasRelease.V3_5, MaasRelease.V3_6), "keep connections open between requests");

    @SuppressWarnings("ImmutableEnumChecker") // three enum constants
    private final Impact impact;

    private final String remedy;

    Rule(Impact impact, String remedy) {
        this.impact = impact;
        this.remedy = remedy;
    }

    /** The impact of a violation, unless its place makes it better or worse. */
    public Impact impact() {
        return impact;
    }

    /** The remedy for a violation. */
    public String remedy() {
        return remedy;
    }

    /** The name for people and for scripts, such as {@code item-set}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
