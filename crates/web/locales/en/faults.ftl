## Reasons for a yes or a no

reason-console = The command line may do everything.
reason-public = It is open to everybody.
reason-own_organisation = The record belongs to your organisation.
reason-own_record = You have a role in this record.
reason-participant = Your organisation participates.
reason-member = Your organisation is a member of the cooperation.
reason-on_behalf = You coordinate the cooperation, and the owner lets the coordinator make changes.
reason-unowned = You coordinate the cooperation, and the record has no owner.
reason-operator = You run the installation.
reason-signed_in = You are signed in.
reason-sign_in_first = You need to sign in first.
reason-unseen = There is no such record, or you may not see it.
reason-read_only = Your role lets you read but not make changes. Ask a representative of the organisation for help.
reason-not_owner = The record belongs to somebody other than your organisation. Propose a change, or contact the owner.
reason-operator_only = Only an operator may do this.

## Rules

rule-sign_in_wrong = The e-mail address or the password is not right. Try again, or ask for a new link.
rule-link_ended = The link is no longer valid or has been used already. Ask whoever runs the installation for a new one.
rule-password_unusable = The password could not be used. Choose another one.
rule-stopping = The program is shutting down. Try again in a while.
rule-last_operator = There must be at least one operator. Make somebody else an operator first.
rule-clock_set_back = The computer’s clock has been set back: it shows a time before the last entry of the history. Set the clock right and start again.
rule-history_broken = The history cannot be read. Nothing is changed. Contact whoever runs the installation.
rule-version_unreadable = That version holds facts that the register no longer has, so it cannot be used. Make the change by hand.
rule-nothing_changed = The proposal changes nothing. Change at least one fact and send it again.
rule-not_by_proposal = Owner, visibility and personal data cannot be changed by a proposal. Contact the owner.
rule-too_many_proposals = The record already has many proposals waiting. Try again when they have been decided.
rule-proposal_outdated = The record has changed so that the proposal no longer fits. Decline it, or make the change by hand.
rule-merge_unlike = The records cannot be merged. Choose another record of the same register that is not deleted.
rule-nothing_personal = The register holds no personal data. Use Delete instead.
rule-file_empty = The file is empty. Choose a file with content.
rule-file_too_large = The file is larger than 25 MB. Choose a smaller file, or split it.
rule-too_many_files = The record already has as many files as it can have. Put several into one file.
rule-form_incomplete = The form did not arrive complete. Go back, reload the page and send it again.
rule-form_token = The form is too old or comes from another session. Go back, reload the page and send it again.

## Values

fault-required = This is missing. Fill it in.
fault-single = Only one value is allowed here. Keep one of them.
fault-too_many = At most { $detail } values are allowed here. Remove some.
fault-duplicate = The same value stands twice. Remove one of them.
fault-too_long = The text is too long. Shorten it to at most { $detail } characters.
fault-control = The text contains line breaks or hidden characters. Write it on one line.
fault-boundaries_elsewhere = Fewer areas of the file belong to “{ $detail }” than to another country. Check the country, and the property that holds the code.
fault-cell_error = The spreadsheet shows the error { $detail } here. Mend it, or empty the cell.
fault-choice = “{ $detail }” is not among the choices. Choose one of those that exist.
fault-translated = “{ $detail }” cannot be read. Write language and text, for example sv: bygglov // nb: byggetillatelse.
fault-number = “{ $detail }” is not a number. Write for example 300 or 1 234.5.
fault-range = The number is outside what is allowed. Write a number within { $detail }.
fault-money = “{ $detail }” is not an amount. Write the amount and its currency, for example 43 000 SEK.
fault-currency = “{ $detail }” is not a currency. Write three letters, for example SEK or NOK.
fault-date = “{ $detail }” is not a date. Write year, month and day, for example 2026-11-21.
fault-coarse = “{ $detail }” is not a time that can be read. Write a year, half-year, quarter, month or day: 2014, 2014-H2, 2014-Q3, 2014-03 or 2014-03-26.
fault-period = “{ $detail }” is not a period. Write start and end, for example 2013/2015, 2012/ or /2014-06.
fault-order = The end is before the start. Correct one or the other.
fault-flag = “{ $detail }” is neither yes nor no. Write yes or no.
fault-file = “{ $detail }” is not a file that is kept here. Leave the cell as it was in the export, and attach files on the record’s page.
fault-link = There is no such record: { $detail }. Choose one from the list or write its key.
fault-cycle = The record cannot lead to itself, neither directly nor through others. Choose another one.
fault-of_another = This belongs to something else than what is chosen here. Choose one that belongs to it, or choose the other field anew.
fault-fixed = This is given when the record is made and not changed after. Make a new record instead.
fault-email = “{ $detail }” is not an e-mail address. Write for example name@municipality.se.
fault-url = “{ $detail }” is not a web address. Write the whole address beginning with https://.
fault-organisation_number = “{ $detail }” is not a valid organisation number. Check the digits.
fault-key = The key cannot be used. Write at most { $detail } characters: small letters a–z, digits and hyphens, but no hyphen first or last.
fault-taken = This is already in use. Write something else.

## States

fault-move = The record cannot be given that status from here. Reload the page and choose among those that are there.
fault-state_requires = This must be filled in for this status. Fill it in first.
fault-state_expects = { $detail } is usually filled in at this stage.

## Accounts

fault-password_wrong = The present password is not right. Write it again.
fault-password_short = The password is too short. Write at least { $detail } characters.
fault-password_common = The password is too easy to guess. Choose another one, for example a sentence that only you think of.
fault-role_scope = The role cannot apply there. Choose another role, or something else that it applies to.

## Files that are read

fault-place = Row { $row }, column { $column }:
fault-unknown_field = The register has no such field. Remove it or correct the name.
fault-unknown_column = The register has no such column. Remove it or correct the name.
fault-column_twice = The column is there twice. Keep one of them.
fault-unknown_id = There is no record with the id { $detail }. Leave the cell empty if the record is new.
fault-row_twice = The same record already stands on row { $detail }. Keep one of the rows.
fault-stale_row = The record has changed since the export (version { $detail } is current). Export again.
fault-file_empty = The file is empty. Its first row should hold the names of the columns.
fault-file_too_large = The file is too large: it may be at most { $detail } bytes, unpacked. Split it into several.
fault-file_rows = The file has more than { $detail } rows. Split it into several.
fault-file_columns = The file has more than { $detail } columns. Remove those that are not needed.
fault-file_wide_row = Row { $detail } has more cells than there are columns. Remove those beyond, or name the columns on the first row.
fault-file_unreadable = The file cannot be read as CSV or XLSX ({ $detail }). Save it again in one of these formats.
fault-set_by = This is for the organisation itself to decide. Ask somebody who writes for it.
fault-admitted_by = This is made by the cooperation's coordinator or host. Ask them to add or change it.
fault-gate_holes = The gate has { $detail } holes. Fill them, or write here why it is passed all the same.
fault-parties = A project under way is left with fewer than two parties. Add one, or write in the reason why.
fault-in_future = { $detail } has not come yet. A map is frozen today at the latest.
fault-map_filter = “{ $detail }” is no selection of the map. Begin from the map itself, with “Freeze”.
fault-moment = “{ $detail }” is neither a day nor a frozen version. Write for example 2026-05-01, or choose a version.

## Calculations of shares

fault-share_field = There is no field “{ $detail }” here. Remove it or correct the name.
fault-share_json = The file is no readable JSON at line:column { $detail }.
fault-json_list = A list [ ] is expected here.
fault-share_digits = The number at line:column { $detail } has more digits than are kept. Write it as a text, in quotes.
fault-share_twice = “{ $detail }” stands here already. Each name may stand once.
fault-share_many = More than { $detail } entries. Divide the calculation.
fault-share_id = A text of 1 to { $detail } characters is expected here.
fault-share_decimal = “{ $detail }” is no decimal. Write as 1234.50, at most 12 digits before and 6 after the point.
fault-share_negative = { $detail } is below nothing. Write a value that is not.
fault-share_unit = { $detail } is no whole number of the unit. Round the amount, or choose a smaller unit.
fault-share_unit_size = The unit { $detail } is not above nothing.
fault-share_currency = “{ $detail }” is no currency code. Write three letters as in SEK.
fault-share_whole = { $detail } is no whole number.
fault-share_unknown = “{ $detail }” is not in the file.
fault-share_key = “{ $detail }” is no cost key.
fault-share_by = Write inhabitants, usage, units or percent.
fault-share_deep = More than { $detail } keys within each other.
fault-share_floor = The floor lies above the cap { $detail }.
fault-share_band_order = Bands stand from the smallest to the largest; only the last may lack an upper end.
fault-share_amount_made = The key { $detail } makes the amount itself. Take the amount away.
fault-share_amount_needed = The key { $detail } divides an amount. Write the amount of the line.
fault-share_no_amount = The key { $detail } cannot divide a given amount.
fault-share_nobody = Nobody takes part here. Write at least one member.
fault-share_nobody_left = { $detail } is left after special fees, and nobody is left to pay it.
fault-share_external_above = The money from outside is more than the { $detail } of the line.
fault-share_external_without = The line { $detail } has no amount to take money from outside off.
fault-share_special_above = The special fees, { $detail }, are more than the amount.
fault-share_own_sum = The own costs make { $detail } and not the amount of the line after money from outside.
fault-share_bounds = No division of { $detail } keeps floor and cap.
fault-share_weights = Everybody has nothing of what the key counts by.
fault-share_off_line = “{ $detail }” does not take part in the line. Take it away here, or add it to the members of the line.
fault-share_percent = The percentages make { $detail } and not 100.
fault-share_missing = A value is missing for { $detail }.
fault-share_figure = The figure is needed for the line { $detail } and is missing.
fault-share_above_bands = { $detail } lies above the last band. Add a band without an upper end.
fault-share_joiner_paid = Who joins has not paid yet. Take it out of paid.
fault-share_wear = The wear is more than { $detail }, or that is nothing.
fault-share_large = The amounts of { $detail } are too large to be divided exactly. Choose a larger unit.
fault-share_level = A level is a whole number from 0 to { $detail }.

## Budgets

fault-budget_formula = The salary formula gives { $detail }. Write that amount, or leave the amount empty.
fault-budget_sum = The sublines make { $detail } together. Write that amount, or leave the amount empty.
fault-budget_no_member = An organisation takes part in the line that is no member on the day that the budget is for.
fault-budget_no_key = The line has no cost key. Choose one.
fault-budget_no_bands = The line goes by size band and has no fee bands. Add at least one.
fault-budget_special_without = The key { $detail } makes the amount itself; nobody can have a special fee or an exemption then.
fault-budget_replaced = That budget is replaced by { $detail } already; replace that one instead.
fault-budget_frozen = The budget is decided, and its figures are not changed. Make a new budget that replaces it.
fault-budget_not_whole = The budget cannot be computed yet: { $detail }
fault-budget_empty = The budget has no lines that are divided. Add at least one.
fault-ledger_amount = The amount is above nothing and at most a hundred billion.
fault-ledger_accounts = Choose two different accounts.
fault-ledger_closed = The period until { $detail } is closed. Enter it on a later day.
fault-ledger_open_day = { $detail } is not over yet. Close until a day that has passed.
fault-ledger_currency = The ledger is kept in { $detail }.
fault-ledger_corrected = Number { $detail } is corrected already, or is a correction itself.
fault-ledger_charged = The budget is charged already.
fault-invoice_undecided = The budget is not decided yet; only decided shares are invoiced.
fault-invoice_nothing = There is nothing to pay or to get back.
fault-invoice_account = The account to pay to is missing. Write it in the budget.
fault-payments_columns = The table needs the columns { $detail }.
fault-payments_amount = “{ $detail }” is no amount with at most two decimals.
fault-payments_day = “{ $detail }” is no day. Write as 2014-02-28.
fault-payments_many = The file has more than { $detail } payments.
fault-payments_xml = The file is no readable XML at character { $detail }.
fault-payments_format = The file is no statement in camt.053.
fault-day_to_come = { $detail } has not come yet.
fault-ledger_long = The ledger has more than { $detail } entries. Ask for the statement of a member instead.
fault-ledger_year = The ledger begins in { $detail } at the earliest.
fault-budget_currency = An amount of the line has another currency than the budget.
fault-budget_term_twice = The same member has two terms in the line. Keep one.
fault-index_twice = The index series has two different figures for { $detail }: remove the one that does not hold.
fault-time_beside = The time is to be shown beside the share, not set off: change how it counts first.
fault-settlement_no_surplus = That fits a surplus only.
fault-settlement_no_deficit = That fits a deficit only.
fault-settlement_nobody = No member was charged that year, so there is nobody to divide the result among: name the budget that it is divided as.
fault-leaves_early = The term of notice ends on { $detail }.
fault-gift_consideration = A gift is given without consideration; otherwise it is a purchase, which belongs in a procurement.
fault-until_before_from = The end lies before the beginning.
fault-cost_amount = Write an amount, at least nought, in whole units of what is rounded to.
fault-cost_percent = Write a percentage between 0 and 100.
fault-cost_bands = Write the bands from the smallest: up to so many, a colon, the fee; semicolons between.
fault-too_few = At least { $detail } are needed.
fault-booked = It stands in the ledger and is not changed: correct the entry there.
fault-booked_by_move = The record is moved there on its page, so that it is entered in the ledger.
fault-accession_twice = The same calculation is settled already, in { $detail }.
fault-settlement_left = Of the result of the year { $detail } is left to settle.
fault-vat_replaced = The budget { $detail } that it replaces was charged with other VAT. Choose the same, or take its charges back first.
fault-vat_rate = No standard rate of VAT is known for that country on that day.
fault-leaving_already = The member has given notice already, see { $detail }. Change or withdraw that first.
fault-no_member = The organisation is no member of the cooperation.
fault-part_of = This is added by who may change the record that it belongs to, or takes part in it. Suggest it in a comment instead.
fault-once_per = There is such a record already: { $detail }. Change that one instead.
fault-call_closed = The call { $detail } is not open for answers.
fault-call_over = The last day for answers to { $detail } has passed. Ask the coordinator to move it.
fault-day_passed = The day has passed already.
fault-moment_key = “{ $detail }” reads as a moment. Choose another key.
fault-reason_short = Write at least { $detail } characters on why the gate is passed all the same.
fault-given_by = It is for who writes for the organisation, or for the cooperation’s coordinator.
fault-kept_by = It is for the cooperation’s coordinator or host.
fault-price_twice = The service has two prices in the same year: { $detail }.
fault-budget_not_computed = The budget cannot be computed yet: its page says what is missing.
