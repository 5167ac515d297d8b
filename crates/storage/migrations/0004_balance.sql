-- What each account of a ledger stands at, kept in the transaction of every
-- transfer, so that a page does not sum a million of them. It follows from the
-- transfers, and is held against them by verify.
create table ledger_balance (
    cooperation text not null references record (id),
    account text not null,
    currency text not null,
    balance_minor bigint not null,
    primary key (cooperation, account, currency)
);
insert into ledger_balance (cooperation, account, currency, balance_minor)
    select cooperation, account, currency, cast(sum(amount) as bigint) from (
        select cooperation, debit as account, currency, amount_minor as amount from ledger_transfer
        union all
        select cooperation, credit as account, currency, -amount_minor as amount from ledger_transfer
    ) as moved group by cooperation, account, currency;

-- What follows from a budget is found without reading the whole ledger.
create index ledger_transfer_budget on ledger_transfer (budget, no);
