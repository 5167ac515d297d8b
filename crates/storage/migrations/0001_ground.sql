-- The ground: records with history, people who sign in. One text for both databases.
create table installation (
    name text not null primary key,
    value text not null
);

create table entry (
    seq bigint not null primary key,
    at text not null,
    actor text not null,
    on_behalf_of text,
    via text not null,
    reason text,
    previous text not null,
    hash text not null
);

create table record (
    id text not null primary key,
    kind text not null,
    key text not null,
    version bigint not null constraint record_version check (version > 0),
    owner text references record (id),
    visibility text not null constraint record_visibility check (visibility in ('private', 'participants', 'members', 'public')),
    state text,
    deleted boolean not null,
    merged_into text references record (id),
    body text not null,
    created_at text not null,
    changed_at text not null,
    changed_seq bigint not null references entry (seq),
    constraint record_key unique (kind, key)
);
create index record_changed on record (changed_seq);

create table link (
    source text not null references record (id),
    role text not null,
    ordinal bigint not null,
    target text not null references record (id),
    valid text,
    primary key (source, role, ordinal)
);
create index link_target on link (target);

create table change (
    seq bigint not null references entry (seq),
    ordinal bigint not null,
    record text not null,
    kind text not null,
    version bigint not null,
    operation text not null,
    delta text not null,
    primary key (seq, ordinal)
);
create index change_record on change (record, version);

-- Personal values beside the chain: removing a row erases the value for good.
create table personal (
    hash text not null primary key,
    record text not null references record (id),
    field text not null,
    salt text not null,
    value text not null
);
create index personal_record on personal (record);

create table user_account (
    id text not null primary key,
    email text not null constraint user_email unique,
    name text not null,
    language text not null,
    password_hash text,
    disabled boolean not null,
    created_at text not null
);

create table user_grant (
    user_id text not null references user_account (id),
    role text not null,
    scope text not null,
    scope_id text not null,
    granted_at text not null,
    granted_by text not null,
    primary key (user_id, role, scope, scope_id)
);

create table user_session (
    token_hash text not null primary key,
    user_id text not null references user_account (id),
    form_token text not null,
    created_at text not null,
    seen_at text not null,
    expires_at text not null,
    agent text not null
);
create index user_session_user on user_session (user_id);

create table one_time_link (
    token_hash text not null primary key,
    user_id text not null references user_account (id),
    expires_at text not null
);

create table sign_in_attempt (
    subject text not null,
    at text not null,
    id text not null primary key
);
create index sign_in_attempt_subject on sign_in_attempt (subject, at);

-- Forms already carried out, so that one sent twice does its work once.
create table form_done (
    token text not null primary key,
    answer text not null,
    at text not null
);

create table proposal (
    id text not null primary key,
    record text not null references record (id),
    base_version bigint not null,
    content text not null,
    proposed_by text not null,
    proposed_at text not null,
    reason text,
    outcome text,
    decided_by text,
    decided_at text
);
create index proposal_record on proposal (record);

create table file_content (
    hash text not null primary key,
    size_bytes bigint not null,
    created_at text not null
);

-- Content of files where several servers share one database; the embedded
-- database keeps them in a folder beside it.
create table file_bytes (
    hash text not null primary key references file_content (hash),
    content bytea not null
);
