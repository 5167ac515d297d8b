-- The ledger: what moves from one account to another. Each row debits one
-- account and credits another with the same amount, so the books balance
-- whatever is in them; nothing is changed or taken away, a correction is a row
-- of its own.
create table ledger_transfer (
    id text not null primary key,
    cooperation text not null references record (id),
    no bigint not null constraint ledger_transfer_no check (no > 0),
    day text not null,
    kind text not null constraint ledger_transfer_kind check (kind in ('charge', 'payment', 'cost', 'grant', 'set_off', 'refund', 'correction')),
    debit text not null,
    credit text not null,
    amount_minor bigint not null constraint ledger_transfer_amount check (amount_minor > 0),
    currency text not null,
    budget text references record (id),
    reference text not null,
    text text not null,
    corrects bigint,
    constraint ledger_transfer_accounts check (debit <> credit),
    constraint ledger_transfer_once unique (cooperation, no),
    constraint ledger_transfer_corrected unique (cooperation, corrects)
);
create index ledger_transfer_debit on ledger_transfer (cooperation, debit, no);
create index ledger_transfer_credit on ledger_transfer (cooperation, credit, no);

-- Periods that are closed: nothing is entered on or before the day.
create table ledger_close (
    cooperation text not null references record (id),
    until text not null,
    primary key (cooperation, until)
);
