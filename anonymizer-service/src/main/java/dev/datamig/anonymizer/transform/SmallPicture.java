package dev.datamig.anonymizer.transform;

import java.util.Base64;

/** The picture that stands for every photo: one grey pixel as PNG (ISO/IEC 15948). */
final class SmallPicture {

    static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    private SmallPicture() {}
}
