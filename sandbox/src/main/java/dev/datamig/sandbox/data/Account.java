package dev.datamig.sandbox.data;

/** The accounts with which the services reach the sandbox's PostgreSQL stores. They are known: everything here is invented. */
enum Account {
    /** Reads PROD, and can do nothing else. */
    READER("datamig_reader", "reader-of-invented-data"),
    /** Loads CERT: no superuser, owns no table. */
    LOADER("datamig_loader", "loader-of-invented-data");

    private final String username;
    private final String password;

    Account(String username, String password) {
        this.username = username;
        this.password = password;
    }

    String username() {
        return username;
    }

    String password() {
        return password;
    }

    /** Makes the role on a cluster, or puts it back into shape; only one at a time may do so. */
    String create() {
        return """
                do $$ begin
                  if not exists (select from pg_roles where rolname = '%1$s') then
                    create role %1$s login;
                  end if;
                end $$;
                alter role %1$s nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '%2$s';
                """.formatted(username, password);
    }

    /** What it may do in the database that the statement runs in. */
    String grants(String database, String schema) {
        return switch (this) {
            case READER -> "grant usage on schema " + schema + " to " + username;
            case LOADER -> """
                grant connect, create on database %1$s to %2$s;
                grant usage on schema %3$s to %2$s;
                grant select, insert, update, delete on all tables in schema %3$s to %2$s;
                grant usage, select, update on all sequences in schema %3$s to %2$s;
                """.formatted(database, username, schema);
        };
    }
}
