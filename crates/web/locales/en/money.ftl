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

cost-link = What would it cost us?
cost-title = What would it cost? { $name }
cost-lead = Write an amount and see what each member would pay by different cost keys.
cost-amount = Amount
cost-amount-error = Write an amount as in 1 000 000 or 1 000 000.50. Whole kronor have no decimals.
cost-currency = Currency
cost-unit = Rounded to
cost-unit-1 = whole kronor
cost-unit-0_01 = hundredths
cost-equal-part = Equal part of the mix, percent
cost-equal-error = Write a percentage from 0 to 100.
cost-year = Inhabitants in
cost-compute = Compute
cost-inhabitants = Inhabitants
cost-key-equal = Equal
cost-key-inhabitants = By inhabitants
cost-key-mix = { $percent } % equal, the rest by inhabitants
cost-each = per inhabitant
cost-own = ours
cost-sum = Sum
cost-caption = What each member pays
cost-figure = What each member pays by the mix, or equally where inhabitants are missing:
cost-finding = Of { $all } members { $less } pay less by inhabitants than with equal shares, and { $more } pay more.
cost-equal-alone = { $count } members pay about { $share } { $currency } each with equal shares. By inhabitants it cannot be computed.
cost-nobody = The cooperation has no members today that you can see.
cost-missing = Inhabitants are missing for { $year }:
cost-calculation = Calculation
cost-why = Why these amounts?
cost-why-text = The exact part of each member is a fraction: equal is the amount divided by the number of members, by inhabitants is the amount times the inhabitants of the member divided by those of all. Each gets its whole units, and what is left goes one unit at a time to those with the largest remainders; of equal ones to the member whose key comes first. So the sum is always the amount. The file “Calculation” can be computed anew with the command samverk share.
cost-example = { $number } (illustrative)
cost-illustrative = The inhabitants are illustrative: round numbers that show how it works, not figures of any source.

## Who joins later

late-link = What does a member pay that joins later?
late-title = Joining later: { $name }
late-lead = The new member pays its part as if it had been in from the start, and the others get back what they have paid too much.
late-joiner = New member
late-joiner-unknown = There is no such organisation. Choose one from the list or write its key.
late-joiner-member = It is a member already. Choose another one.
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
