create sequence run_sequence;

create table wave (
    id           text primary key,
    concurrency  int         not null check (concurrency > 0),
    options      jsonb       not null,
    requested_by text        not null,
    created_at   timestamptz not null
);

create table run (
    id            text primary key,
    sequence      bigint      not null unique,
    district_id   text        not null,
    district_name text        not null,
    state         text        not null,
    active        boolean     not null,
    saga          jsonb       not null,
    version       bigint      not null,
    event_seq     bigint      not null,
    wave_id       text references wave (id),
    requested_by  text        not null,
    pinned        jsonb       not null,
    created_at    timestamptz not null,
    started_at    timestamptz,
    finished_at   timestamptz,
    touched_at    timestamptz not null
);
-- a district has one active run at a time
create unique index run_active_district on run (district_id) where active;
create index run_active on run (sequence) where active;
create index run_wave on run (wave_id);

-- what the streaming phases and the loader did, per table; one statement per batch of outcomes, however many batches there are
create table run_table (
    run_id             text   not null references run (id) on delete cascade,
    store              text   not null,
    name               text   not null,
    owned              bigint not null default 0,
    reference          bigint not null default 0,
    batches            int    not null default 0,
    extracted          bigint not null default 0,
    extracted_batches  int    not null default 0,
    anonymized         bigint not null default 0,
    anonymized_batches int    not null default 0,
    validated          bigint not null default 0,
    validated_batches  int    not null default 0,
    load_done          bigint not null default 0,
    load_expected      bigint not null default 0,
    planned            jsonb,
    loaded             jsonb,
    undone             jsonb,
    primary key (run_id, store, name)
);

create table run_column (
    run_id     text   not null references run (id) on delete cascade,
    store      text   not null,
    name       text   not null,
    column_name text  not null,
    data_class text   not null,
    rule       text   not null,
    strategy   text   not null,
    "values"   bigint not null,
    replaced   bigint not null,
    primary key (run_id, store, name, column_name, data_class, rule, strategy)
);

create table run_finding (
    run_id     text   not null references run (id) on delete cascade,
    phase      text   not null,
    "check"    text   not null,
    severity   text   not null,
    table_id   text   not null,
    column_name text  not null,
    message    text   not null,
    count      bigint not null,
    primary key (run_id, phase, "check", severity, table_id, column_name, message)
);

create table run_failure (
    id       bigint generated always as identity primary key,
    run_id   text        not null references run (id) on delete cascade,
    at       timestamptz not null,
    phase    text        not null,
    service  text        not null,
    store    text,
    table_id text,
    attempt  int         not null,
    category text        not null,
    code     text        not null,
    message  text        not null,
    hint     text        not null
);
create index run_failure_run on run_failure (run_id);

create table deferred_batch (
    run_id   text  not null references run (id) on delete cascade,
    attempt  int   not null,
    store    text  not null,
    name     text  not null,
    part     int   not null,
    manifest jsonb not null,
    primary key (run_id, attempt, store, name, part)
);

create table run_event (
    run_id text        not null references run (id) on delete cascade,
    seq    bigint      not null,
    at     timestamptz not null,
    type   text        not null,
    data   jsonb       not null,
    primary key (run_id, seq)
);

create table audit (
    id     bigint generated always as identity primary key,
    run_id text        not null,
    at     timestamptz not null,
    actor  text        not null,
    kind   text        not null,
    what   text        not null,
    detail jsonb       not null
);
create index audit_run on audit (run_id, id);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is append-only';
end $$;
create trigger audit_append_only before update or delete on audit
    for each row execute function audit_is_append_only();

-- outcomes that have been applied
create table inbox (
    id     text primary key,
    at     timestamptz not null default now()
);

-- messages that have to be sent; a row goes when it has been sent
create table outbox (
    id          bigint generated always as identity primary key,
    lane        smallint    not null,
    topic       text        not null,
    key         text        not null,
    payload     text        not null,
    traceparent text,
    run_id      text,
    withdrawable boolean    not null,
    not_before  timestamptz not null,
    created_at  timestamptz not null default now()
);
create index outbox_due on outbox (lane, not_before, id);
create index outbox_run on outbox (run_id) where withdrawable;

-- a publisher owns a lane while it sends: messages of one key are in one lane, and so keep their order
create table outbox_lane (lane smallint primary key);
insert into outbox_lane select generate_series(0, 7);

-- what has to be done in the staging area after a commit
create table task (
    id         bigint generated always as identity primary key,
    run_id     text        not null references run (id) on delete cascade,
    kind       text        not null,
    attempt    int         not null,
    tries      int         not null default 0,
    not_before timestamptz not null
);

create table district (
    id   text primary key,
    name text        not null,
    at   timestamptz not null
);

-- questions to services that belong to no run's saga
create table request (
    id          text primary key,
    kind        text        not null,
    run_id      text,
    asked_by    text        not null,
    asked_at    timestamptz not null,
    answered_at timestamptz,
    answer      jsonb,
    failure     jsonb
);
create index request_kind on request (kind, asked_at);

create table idempotency (
    key        text primary key,
    request    text        not null,
    location   text        not null,
    created_at timestamptz not null
);
