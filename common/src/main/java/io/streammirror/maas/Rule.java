package io.streammirror.maas;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The rules of the contract, as observed with MAAS 3.6, 3.7 and 3.8's own clients and gpgv 2.2. */
public enum Rule {
    /** A clear-signed document begins with its block, and there is exactly one block with one signature. */
    ONE_SIGNED_BLOCK,
    /** Every form of a document must verify with the one key of the tree. */
    SIGNATURE,
    /** gpg cuts, and gpgv rejects, longer lines. */
    LINE_LENGTH,
    /** MAAS 3.8 takes the text up to the signature without undoing dash escapes. */
    NO_DASH_LINES,
    /** The text must be a JSON object. */
    JSON_OBJECT,
    /** The document that an index names must be there. */
    DOCUMENT_EXISTS,
    /** An index without entries, products without versions and the like make MAAS 3.8 refuse the whole source. */
    NOT_EMPTY,
    REQUIRED_FIELD,
    FIELD_TYPE,
    /** A time with a numeric zone, or MAAS 3.7 and later refuse the source. */
    DATE,
    /** One of two words, or MAAS 3.8 refuses the source. */
    DATATYPE,
    /** Relative, in normal form, and of the same form as the document that names it. */
    PATH,
    /** All products of a document must be of one of the three shapes that MAAS 3.8 reads. */
    SHAPE,
    /** Every version, old ones too, needs the items of its shape. */
    ITEM_SET,
    /** A number: older readers compare it with one. */
    SIZE,
    /** 64 digits in lower case: readers compare them literally. */
    SHA256;

    /** The name for people and for scripts, such as {@code item-set}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
