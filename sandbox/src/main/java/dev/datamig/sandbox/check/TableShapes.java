package dev.datamig.sandbox.check;

/** Columns, constraints, indexes and triggers of a database in one text: a load must leave them alone. */
final class TableShapes {

    private TableShapes() {}

    static String of(PgRows database) {
        return database.query("""
                        select t.what, t.line from (
                          select 'column' as what, format('%s %s %s %s %s', a.attrelid::regclass, a.attname,
                              format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity) as line, a.attrelid as relation
                            from pg_attribute a where a.attnum > 0 and not a.attisdropped
                          union all
                          select 'constraint', format('%s %s %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)), c.conrelid
                            from pg_constraint c
                          union all
                          select 'index', pg_get_indexdef(i.indexrelid), i.indrelid from pg_index i
                          union all
                          select 'trigger', format('%s %s', pg_get_triggerdef(t.oid), t.tgenabled), t.tgrelid
                            from pg_trigger t where not t.tgisinternal) t
                        join pg_class r on r.oid = t.relation and r.relkind in ('r', 'p')
                        join pg_namespace n on n.oid = r.relnamespace
                        where n.nspname not in ('pg_catalog', 'information_schema', 'datamig') and n.nspname not like 'pg\\_%'
                        order by 1, 2""").toString();
    }
}
