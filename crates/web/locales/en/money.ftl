## Who pays what

share-sum = Sum
share-joiner-pays = The new member pays
share-to-cooperation = of which to the cooperation
share-refund = Refund
share-after = paid in all after that
share-no-purchase = This is no payment for goods or services: the member bears its part of a common cost by the key, and the others get back what they have borne too much.
fair-core = No group would be cheaper off alone.
fair-blocking = { $group } pay { $pays } together and would pay { $alone } alone.

## What would it cost us

call-cost-link = What it costs those who join
cost-amount = Amount
cost-amount-error = Write an amount as in 1 000 000 or 1 000 000.50. Whole kronor have no decimals.
cost-currency = Currency
cost-unit = Rounded to
cost-unit-1 = whole kronor
cost-unit-0_01 = hundredths
cost-year = Inhabitants in
cost-compute = Compute
cost-inhabitants = Inhabitants
cost-each = per inhabitant
cost-own = ours
cost-sum = Sum
cost-nobody = The cooperation has no members today that you can see.
cost-missing = Inhabitants are missing for { $year }:
cost-calculation = Calculation
cost-why = Why these amounts?
cost-example = { $number } (illustrative)
cost-illustrative = The inhabitants are illustrative: round numbers that show how it works, not figures of any source.

## Who joins later

late-link = What does a member pay that joins later?
late-title = Joining later: { $name }
late-lead = The new member pays its part as if it had been in from the start, and the others get back what they have paid too much.
late-joiner = New member
late-joiner-unknown = There is no such organisation. Choose one from the list or write its key.
late-joiner-member = It is a member already. Choose another one.
late-what = What is joined
late-one-amount = One amount
late-faults = With the new member in, the budget cannot be divided:
late-why-budget = The budget is divided by its own keys. A line that names who takes part stays theirs; the new member takes part in all others.
late-key = Division
late-used = Years gone
late-of = of years that it lasts
cost-used-error = Write a whole number that is not above the number of years.
cost-of-error = Write a whole number from 1.
late-choose = Choose who joins, and what it pays and what the others get back is computed. The members are taken to have paid the amount by the same division.
late-finding = { $name } pays { $pays } { $currency }. { $back } goes back to those who have paid too much, { $left } stays with the cooperation.
late-figure = What each has paid in all after that:
late-caption = Before and after
late-paid = Paid before
late-refund = Gets back
late-pays = Pays now
late-after = Paid in all
late-no-purchase = No purchase
late-source = Source: the Swedish guide on regional e-development 2013, section 11.4. It is no legal advice.
late-why = The amount is divided once more with the new member in. Its part, less what is used up, goes back to the others in proportion to what each has paid above its new part, by the largest remainder. Where nothing is used up, everybody has then paid exactly what the division gives. The file “Calculation” can be computed anew with the command samverk share late-join.

## Budgets

budget-shares-title = { $name }: who pays what
budget-shares-link = Who pays what, and why
budget-not-computed = The shares cannot be computed yet.
budget-finding-nothing = Nothing to pay.
budget-finding-one = { $sum } { $currency } among { $paying }: each pays { $least }.
budget-finding-two = { $sum } { $currency } among { $paying }: { $first } pay { $most } and { $second } pay { $least }.
budget-finding-many = { $sum } { $currency } among { $paying }: between { $least } and { $most }.
budget-published = Printed as: { $text }.
budget-frozen-told = The shares are those that were decided, with the members and figures of that time.
budget-faults = This has to be put right first:
budget-shown-year = Year
budget-scenario = Money applied for
budget-scenario-answered = Only what is granted
budget-scenario-granted = If the application is granted
budget-scenario-refused = If the application is refused
budget-difference = Difference
budget-printed = The budget
budget-facts = Kind and key
budget-figure = Costs to the left, who pays to the right; the height is the amount.
budget-each = For each inhabitant { $most } pays most, { $high } { $currency }, and { $least } least, { $low } { $currency }.
budget-each-same = Everybody pays the same for each inhabitant: { $high } { $currency }.
budget-member = Member
budget-total = Total, { $currency }
budget-share-table = Each member’s share of each line
budget-answers = Both answers to the application
budget-invoiced = invoiced { $days }
budget-formula = { $monthly } × { $months } months + { $overhead } % = { $exact }
budget-why = Why exactly so?
why-external = { $external } comes from outside and is taken off first.
why-equal = { $divided } is divided equally. What is left of the smallest unit goes to the largest remainders, ties to the member whose key comes first.
why-inhabitants = { $divided } is divided by inhabitants, { $figures } together.
why-units = { $divided } is divided by units, { $figures } together.
why-usage = { $divided } is divided by usage, { $figures } together.
why-percent = { $divided } is divided by agreed percentages.
why-benefit = { $divided } is divided by points or percentages, { $figures } together.
why-own = Each pays its own cost.
why-mix = { $divided } is divided in part by one key and the rest by another.
why-special-then = Special fees come first; the rest of { $divided } is divided among the others.
why-rate = Each member pays the rate times its figure, rounded to the unit.
why-fixed-plus-rate = Each member pays a fixed fee and the rate times its figure, rounded to the unit.
why-bands = Each member pays the fee of its size band.
why-floor = at the floor
why-cap = at the cap
why-special = special fee
why-figure = Figure
why-exact = Exactly
why-share = Share

## The ledger

ledger-name = Ledger
ledger-link = Ledger: what is owed, paid and spent
ledger-title = { $name }: ledger
ledger-lead = Everything that was charged, paid and spent. Nothing is changed; a correction is an entry of its own with a reason.
ledger-finding = { $count } entries. Members owe { $owed }; { $due } is owed to them.
ledger-statement-title = { $member }: statement from { $name }
ledger-statement-lead = What the member was charged, has paid and owes.
ledger-statement-finding = { $count } entries. To pay: { $owed }. To get back: { $due }.
ledger-closed-until = Closed until { $day }.
ledger-cut = The latest { $shown } of { $total } entries are shown; the files have all.
ledger-balances = Balances
ledger-balance = Balance
ledger-account = Account
ledger-account-of = Member
ledger-account-member = Receivables from members
ledger-account-funder = Funders
ledger-account-bank = Bank
ledger-account-fees = Members’ fees
ledger-account-grants = Grants from outside
ledger-account-in-kind = Own time
ledger-kind-charge = Charge
ledger-kind-payment = Payment by a member
ledger-kind-cost = Cost
ledger-kind-grant = Grant from outside
ledger-kind-set-off = Own time set off
ledger-kind-refund = Refund to a member
ledger-kind-correction = Correction
ledger-head-no = No.
ledger-head-day = Day
ledger-head-kind = Event
ledger-head-debit = Debit
ledger-head-credit = Credit
ledger-head-amount = Amount
ledger-head-currency = Currency
ledger-head-reference = Reference
ledger-head-text = Text
ledger-head-corrects = Corrects
ledger-corrects = corrects no. { $no }
ledger-correct = Correct
ledger-correct-do = Take the entry back
ledger-enter = New entry
ledger-enter-do = Enter
ledger-close = Close a period
ledger-close-do = Close
ledger-until = Until
ledger-file-xlsx = XLSX
ledger-file-csv = CSV
ledger-file-json = JSON
ledger-file-journal = hledger
ledger-file-sie = SIE 4I
budget-e-invoice = E-invoice
payments-title = Payments from the bank
payments-finding = { $entered ->
    [one] One payment is entered.
   *[other] { $entered } payments are entered.
} { $doubtful ->
    [0] {""}
    [one] One needs a person to decide.
   *[other] { $doubtful } need a person to decide.
}
payments-decide = Tick those that are to be entered as payments, and say from which member. The others stay here.
payments-cut = Here are the first { $shown } of { $total }; take the file in again for the rest.
payments-enter-ticked = Enter the ticked ones
payments-doubtful = To decide
payments-entered = Entered
payments-back = To the ledger
payments-take = Take in payments
payments-take-do = Take in
payments-file = Statement: camt.053, or a table with columns of day, amount, reference and payer
payment-would = would be entered
payment-doubt-unknown = Nothing that was charged has this reference.
payment-doubt-amount = The amount is another than what is owed.
payment-doubt-paid = What it refers to is paid already.
payment-doubt-twice = The same payment is entered already.
payment-doubt-refused = Cannot be entered: the period is closed, or the currency another.
payment-doubt-reversal = The bank tells that it is a reversal.
budget-external = From outside, taken off first
budget-published-difference = Printed as: { $text }. Times { $count } it makes { $sum }, a difference of { $difference }.
budget-replaces-told = Replaces { $name }: the difference to what that one came to is { $difference }.
budget-before = Before
budget-now = Now
why-bound-floor = Floor { $amount }.
why-bound-cap = Cap { $amount }.
why-rated = Fixed { $fixed }, rate { $rate }.
why-band = up to { $to }: { $fee }
why-band-last = above: { $fee }
why-part = { $percent } %: { $key }
why-left = Left to divide: { $left }.
ledger-own = Our statement
fairness-title = Is it fair?
fairness-lead = For a cost that depends on who takes part: what each would fairly pay, and whether a group would be cheaper off alone.
fairness-parties = Parties
fairness-parties-help = A line for each party: name; cost of its own; what it pays by the agreement. The last two may be empty.
fairness-shared = Shared costs
fairness-shared-help = A line for each part that is there as soon as one of its parties is: what; amount; parties with commas between. Without parties all share it.
fairness-levels = Levels
fairness-levels-help = A line for each ladder: what; amount of each level; which level the parties need, as A=1, B=2. A group pays every level up to the highest that somebody in it needs.
fairness-many = { $field }: more than { $most } lines. Leave out what matters less, or compute with samverk fair.
fairness-network = Network
fairness-server = Server
fairness-wrong = { $field }, line { $line }: “{ $text }” cannot be read. Write names and amounts with semicolons between, each name once.
fairness-nobody = Write at least one party.
fairness-core = { $total } together. No group would be cheaper off alone.
fairness-unpaid = { $total } together, of which { $missing } is paid by nobody by the agreement.
fairness-blocking = { $total } together. This group would be cheaper off alone: { $group } pay { $pays } and would cost { $alone }.
fairness-party = Party
fairness-alone = Alone
fairness-shapley = Fair share
fairness-agreed = By the agreement
fairness-above = More than fair
fairness-figure = The fair share of each.
fairness-why = How is it computed?
fairness-why-text = The fair share is the Shapley value: each shared cost is paid in equal parts by those who share it, and costs of one’s own by each. It is the mean, over all orders in which the parties may come, of what each adds. Whether a group pays more than it would cost alone is looked for among all groups, exactly. samverk fair computes the same from a file.
budget-illustrative = Amounts, counts or inhabitants are illustrative: examples that show how it works, no facts of a source.
ledger-account-vat = VAT
budget-vat-told = amounts without VAT, which comes on top
ledger-account-result = Settled results
late-keep = Keep as a proposal
late-keep-told = The calculation is kept as it is, so that it can be approved and then settled in the ledger.
late-keep-do = Keep the proposal
settlement-carry = Take it into the next budget
settlement-line = Carried over from{ $year }
