package dev.datamig.anonymizer.classify;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Where machines and what they store are found, which is called an address too: {@code hosts.address}, {@code proxy_address}. */
final class Machines {

    private static final Set<String> TABLES = Vocabulary.words("""
            host hosts node nodes server servers interface interfaces router routers switch switches endpoint endpoints gateway gateways peer
            peers proxy proxies cluster clusters
            """);

    /** Whose address it is. */
    private static final Set<String> QUALIFIERS = Vocabulary.words("""
            proxy server host content memory storage block listen bind socket broker node wallet contract gateway relay
            """);

    private Machines() {}

    /** A machine's address, which tells where in a network somebody is. */
    static Classification judge(NamedColumn column) {
        List<String> words = column.words();
        return column.shape() == ColumnShape.TEXT && words.equals(List.of("address")) && ofMachines(column.table())
                ? new Classification(DataClass.IP_ADDRESS, 0.7, "an address in a table of machines")
                : Classification.NONE;
    }

    /** Whether a column called an address is no street. */
    static boolean address(NamedColumn column) {
        return column.words().contains("address")
                && (ofMachines(column.table()) || !Collections.disjoint(column.words(), QUALIFIERS));
    }

    /** Families that take guests are hosts as well. */
    private static boolean ofMachines(TableContext table) {
        return !Collections.disjoint(table.words(), TABLES)
                && !table.ofHolders()
                && !table.beside(DataClass.POSTAL_CODE)
                && !table.beside(DataClass.PHONE);
    }
}
