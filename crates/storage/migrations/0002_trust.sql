-- Trust and exchange: tokens, imports, own fields, views, drafts, comments, notices, mail.
alter table user_account add column mail text not null default 'daily';

create table api_token (
    id text not null primary key,
    user_id text not null references user_account (id),
    name text not null,
    token_hash text not null constraint api_token_hash unique,
    scopes text not null,
    created_at text not null,
    expires_at text not null,
    last_used_at text
);
create index api_token_user on api_token (user_id);

-- Fields that an installation added to a register.
create table own_field (
    kind text not null,
    name text not null,
    definition text not null,
    changed_at text not null,
    changed_by text not null,
    primary key (kind, name)
);

-- How the columns of a source were understood the last time.
create table import_source (
    kind text not null,
    signature text not null,
    settings text not null,
    used_at text not null,
    primary key (kind, signature)
);

create table import_run (
    id text not null primary key,
    kind text not null,
    user_id text not null,
    file_name text not null,
    content bytea,
    settings text not null,
    status text not null constraint import_run_status check (status in ('waiting', 'running', 'done', 'refused', 'interrupted', 'undone')),
    report text not null,
    rejected text,
    seq bigint,
    created_at text not null,
    finished_at text
);
create index import_run_user on import_run (user_id, created_at);

create table saved_view (
    id text not null primary key,
    kind text not null,
    user_id text not null references user_account (id),
    owner text references record (id),
    name text not null,
    query text not null,
    reach text not null constraint saved_view_reach check (reach in ('mine', 'shared', 'standard')),
    created_at text not null
);
create index saved_view_kind on saved_view (kind);

create table draft (
    user_id text not null references user_account (id),
    kind text not null,
    record text not null,
    form text not null,
    base bigint not null,
    saved_at text not null,
    primary key (user_id, kind, record)
);

create table comment (
    id text not null primary key,
    record text not null references record (id),
    user_id text not null,
    text text not null,
    created_at text not null,
    removed_at text
);
create index comment_record on comment (record, created_at);

create table follow (
    id text not null primary key,
    user_id text not null references user_account (id),
    kind text not null,
    record text not null,
    query text not null,
    created_at text not null,
    constraint follow_once unique (user_id, kind, record, query)
);

create table notice (
    id text not null primary key,
    user_id text not null references user_account (id),
    topic text not null,
    kind text not null,
    record text not null,
    seq bigint not null,
    detail text not null,
    urgent boolean not null,
    at text not null,
    read_at text,
    mailed_at text
);
create index notice_user on notice (user_id, at);
create index notice_unmailed on notice (mailed_at);

create table mail (
    id text not null primary key,
    recipient text not null,
    subject text not null,
    body text not null,
    created_at text not null,
    sent_at text,
    next_at text not null,
    attempts bigint not null,
    fault text
);
create index mail_unsent on mail (sent_at);

-- Without these, replacing all records looks at each record for each.
create index record_owner on record (owner);
create index record_merged on record (merged_into);
