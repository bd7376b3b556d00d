package dev.datamig.coordinator.view;

import dev.datamig.staging.key.DataKey;
import java.util.HexFormat;

/** Tells keys apart without telling them. */
public final class KeyId {

    private KeyId() {}

    /** Eight hex digits that only this key gives. */
    public static String of(DataKey key) {
        return HexFormat.of().formatHex(key.derive("datamig-key-id-v1").bytes()).substring(0, 8);
    }
}
