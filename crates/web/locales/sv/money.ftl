## Who pays what

share-sum = Summa
share-joiner-pays = Den nya medlemmen betalar
share-to-cooperation = varav till samverkan
share-refund = Återbetalning
share-after = betalat i allt därefter
share-no-purchase = Detta är ingen betalning för en vara eller tjänst: medlemmen bär sin del av en gemensam kostnad enligt nyckeln, och de andra får tillbaka vad de har burit för mycket.
fair-core = Ingen grupp skulle klara sig billigare för sig själv.
fair-blocking = { $group } betalar { $pays } tillsammans och skulle för sig själva betala { $alone }.

## What would it cost us

call-cost-link = Vad det kostar dem som är med
cost-amount = Belopp
cost-amount-error = Skriv ett belopp som 1 000 000 eller 1 000 000,50. Hela kronor får inga decimaler.
cost-currency = Valuta
cost-unit = Avrundas till
cost-unit-1 = hela kronor
cost-unit-0_01 = öre
cost-year = Invånare år
cost-compute = Räkna
cost-inhabitants = Invånare
cost-each = per invånare
cost-own = vår
cost-sum = Summa
cost-nobody = Samverkan har inga medlemmar i dag som du kan se.
cost-missing = Invånare saknas för år { $year }:
cost-calculation = Beräkning
cost-why = Varför dessa belopp?
cost-example = { $number } (illustrativt)
cost-illustrative = Invånarna är illustrativa: runda tal som visar hur det fungerar, inte uppgifter ur någon källa.

## Who joins later

late-link = Vad betalar en medlem som ansluter senare?
late-title = Anslutning i efterhand: { $name }
late-lead = Den nya medlemmen betalar sin del som om den hade varit med från början, och de andra får tillbaka vad de har betalat för mycket.
late-joiner = Ny medlem
late-joiner-unknown = Det finns ingen sådan organisation. Välj en ur listan eller skriv dess nyckel.
late-joiner-member = Den är redan medlem. Välj en annan.
late-what = Vad det gäller
late-one-amount = Ett belopp
late-faults = Med den nya medlemmen kan budgeten inte fördelas:
late-why-budget = Budgeten fördelas enligt sina egna nycklar. En rad som anger vilka som deltar förblir deras; den nya medlemmen deltar i alla andra.
late-key = Fördelning
late-used = År som har gått
late-of = av år som det varar
cost-used-error = Skriv ett heltal som inte är större än antalet år.
cost-of-error = Skriv ett heltal från 1.
late-choose = Välj vem som ansluter, så räknas vad den betalar och vad de andra får tillbaka. Medlemmarna antas ha betalat beloppet enligt samma fördelning.
late-finding = { $name } betalar { $pays } { $currency }. { $back } går tillbaka till dem som har betalat för mycket, { $left } stannar i samverkan.
late-figure = Vad var och en har betalat i allt därefter:
late-caption = Före och efter
late-paid = Betalat före
late-refund = Får tillbaka
late-pays = Betalar nu
late-after = Betalat i allt
late-no-purchase = Inget köp
late-source = Källa: vägledningen om regional e-utveckling 2013, avsnitt 11.4. Det är ingen juridisk rådgivning.
late-why = Beloppet fördelas en gång till med den nya medlemmen med. Dess del, minskad med det som är förbrukat, betalas tillbaka till de andra i proportion till vad var och en har betalat utöver sin nya del, med största rest. Är ingenting förbrukat har alla därefter betalat precis vad fördelningen ger. Filen ”Beräkning” kan räknas om med kommandot samverk share late-join.

## Budgets

budget-shares-title = { $name }: vem betalar vad
budget-shares-link = Vem betalar vad, och varför
budget-not-computed = Andelarna kan inte räknas ut än.
budget-finding-nothing = Inget att betala.
budget-finding-one = { $sum } { $currency } delas av { $paying }: var och en betalar { $least }.
budget-finding-two = { $sum } { $currency } delas av { $paying }: { $first } betalar { $most } och { $second } betalar { $least }.
budget-finding-many = { $sum } { $currency } delas av { $paying }: mellan { $least } och { $most }.
budget-published = Utskrivet: { $text }.
budget-frozen-told = Andelarna är de som beslutades, med de medlemmar och tal som gällde då.
budget-faults = Det här behöver rättas först:
budget-shown-year = År
budget-scenario = Sökta pengar
budget-scenario-answered = Bara det som är beviljat
budget-scenario-granted = Om ansökan beviljas
budget-scenario-refused = Om ansökan avslås
budget-difference = Skillnad
budget-printed = Budgeten
budget-facts = Slag och nyckel
budget-figure = Kostnaderna till vänster, vem som betalar till höger; höjden är beloppet.
budget-each = För varje invånare betalar { $most } mest, { $high } { $currency }, och { $least } minst, { $low } { $currency }.
budget-each-same = Alla betalar lika mycket för varje invånare: { $high } { $currency }.
budget-member = Medlem
budget-total = Totalt, { $currency }
budget-share-table = Varje medlems andel av varje post
budget-answers = Båda svaren på ansökan
budget-invoiced = faktureras { $days }
budget-formula = { $monthly } × { $months } månader + { $overhead } % = { $exact }
budget-why = Varför just så?
why-external = { $external } kommer utifrån och dras av först.
why-equal = { $divided } delas lika. Rester av den minsta enheten går till dem med störst återstod, vid lika till den vars nyckel kommer först.
why-inhabitants = { $divided } delas efter invånare, { $figures } tillsammans.
why-units = { $divided } delas efter antal, { $figures } tillsammans.
why-usage = { $divided } delas efter användning, { $figures } tillsammans.
why-percent = { $divided } delas efter avtalade procent.
why-benefit = { $divided } delas efter poäng eller procent, { $figures } tillsammans.
why-own = Var och en betalar sin egen kostnad.
why-mix = { $divided } delas till en del efter en nyckel och resten efter en annan.
why-special-then = Särskilda avgifter tas ut först; resten av { $divided } delas mellan de andra.
why-rate = Varje medlem betalar taxan gånger sitt tal, avrundat till enheten.
why-fixed-plus-rate = Varje medlem betalar en fast avgift och taxan gånger sitt tal, avrundat till enheten.
why-bands = Varje medlem betalar avgiften för sin storleksklass.
why-floor = lägsta belopp
why-cap = högsta belopp
why-special = särskild avgift
why-figure = Tal
why-exact = Exakt
why-share = Andel

## The ledger

ledger-name = Huvudbok
ledger-link = Huvudbok: fordringar, betalningar och kostnader
ledger-title = { $name }: huvudbok
ledger-lead = Allt som har debiterats, betalats och kostat. Ingenting ändras; en rättelse är en egen post med skäl.
ledger-finding = { $count } poster. Medlemmarna är skyldiga { $owed }; { $due } är skyldigt dem.
ledger-statement-title = { $member }: kontoutdrag från { $name }
ledger-statement-lead = Vad medlemmen har debiterats, betalat och är skyldig.
ledger-statement-finding = { $count } poster. Att betala: { $owed }. Att få tillbaka: { $due }.
ledger-closed-until = Stängd till och med { $day }.
ledger-cut = De { $shown } senaste av { $total } poster visas; filerna har alla.
ledger-balances = Saldon
ledger-balance = Saldo
ledger-account = Konto
ledger-account-of = Medlem
ledger-account-member = Medlemsfordringar
ledger-account-funder = Finansiärer
ledger-account-bank = Bank
ledger-account-fees = Medlemsavgifter
ledger-account-grants = Bidrag utifrån
ledger-account-in-kind = Egen tid
ledger-kind-charge = Debitering
ledger-kind-payment = Betalning från medlem
ledger-kind-cost = Kostnad
ledger-kind-grant = Bidrag utifrån
ledger-kind-set-off = Egen tid räknas av
ledger-kind-refund = Återbetalning till medlem
ledger-kind-correction = Rättelse
ledger-head-no = Nr
ledger-head-day = Dag
ledger-head-kind = Händelse
ledger-head-debit = Debet
ledger-head-credit = Kredit
ledger-head-amount = Belopp
ledger-head-currency = Valuta
ledger-head-reference = Referens
ledger-head-text = Text
ledger-head-corrects = Rättar
ledger-corrects = rättar nr { $no }
ledger-correct = Rätta
ledger-correct-do = Ta tillbaka posten
ledger-enter = Ny post
ledger-enter-do = Bokför
ledger-close = Stäng en period
ledger-close-do = Stäng
ledger-until = Till och med
ledger-file-xlsx = XLSX
ledger-file-csv = CSV
ledger-file-json = JSON
ledger-file-journal = hledger
ledger-file-sie = SIE 4I
budget-e-invoice = E-faktura
payments-title = Betalningar från banken
payments-finding = { $entered ->
    [one] En betalning är bokförd.
   *[other] { $entered } betalningar är bokförda.
} { $doubtful ->
    [0] {""}
    [one] En behöver avgöras av en människa.
   *[other] { $doubtful } behöver avgöras av en människa.
}
payments-decide = Markera dem som ska bokföras som betalningar, och säg från vilken medlem. Resten står kvar.
payments-cut = Här står de { $shown } första av { $total }; läs in filen igen för resten.
payments-enter-ticked = Bokför de markerade
payments-doubtful = Att avgöra
payments-entered = Bokförda
payments-back = Till huvudboken
payments-take = Läs in betalningar
payments-take-do = Läs in
payments-file = Kontoutdrag: camt.053, eller en tabell med kolumner för dag, belopp, referens och betalare
payment-would = skulle bokföras
payment-doubt-unknown = Ingen debitering har den referensen.
payment-doubt-amount = Beloppet är ett annat än det som är obetalt.
payment-doubt-paid = Det som referensen gäller är redan betalt.
payment-doubt-twice = Samma betalning är redan bokförd.
payment-doubt-refused = Kan inte bokföras: perioden är stängd, eller valutan en annan.
payment-doubt-reversal = Banken meddelar att det är en återförd betalning.
budget-external = Utifrån, dras av först
budget-published-difference = Utskrivet: { $text }. Gånger { $count } blir det { $sum }, en skillnad på { $difference }.
budget-replaces-told = Ersätter { $name }: skillnaden mot vad den kom till är { $difference }.
budget-before = Före
budget-now = Nu
why-bound-floor = Lägst { $amount }.
why-bound-cap = Högst { $amount }.
why-rated = Fast { $fixed }, taxa { $rate }.
why-band = till { $to }: { $fee }
why-band-last = däröver: { $fee }
why-part = { $percent } %: { $key }
why-left = Kvar att dela: { $left }.
ledger-own = Vårt kontoutdrag
fairness-title = Är det rättvist?
fairness-lead = För en kostnad som beror på vilka som är med: vad var och en borde betala, och om någon grupp skulle klara sig billigare på egen hand.
fairness-parties = Parter
fairness-parties-help = En rad för varje part: namn; kostnad som är partens egen; vad den betalar enligt avtalet. De två sista får vara tomma.
fairness-shared = Delade kostnader
fairness-shared-help = En rad för varje del som finns så snart någon av parterna är med: vad; belopp; parter med komma mellan. Utan parter delar alla.
fairness-levels = Nivåer
fairness-levels-help = En rad för varje stege: vad; belopp för varje nivå; vilken nivå parterna behöver, som A=1, B=2. En grupp betalar alla nivåer upp till den högsta som någon i den behöver.
fairness-many = { $field }: fler än { $most } rader. Ta bort dem som är mindre viktiga, eller räkna med samverk fair.
fairness-network = Nät
fairness-server = Server
fairness-wrong = { $field }, rad { $line }: ”{ $text }” kan inte läsas. Skriv namn och belopp med semikolon mellan, varje namn en gång.
fairness-nobody = Skriv minst en part.
fairness-core = { $total } tillsammans. Ingen grupp skulle klara sig billigare på egen hand.
fairness-unpaid = { $total } tillsammans, och { $missing } av det betalas inte av någon enligt avtalet.
fairness-blocking = { $total } tillsammans. Den här gruppen skulle klara sig billigare på egen hand: { $group } betalar { $pays } och skulle kosta { $alone }.
fairness-party = Part
fairness-alone = På egen hand
fairness-shapley = Rättvis andel
fairness-agreed = Enligt avtalet
fairness-above = Mer än rättvist
fairness-figure = Den rättvisa andelen av var och en.
fairness-why = Hur räknas det?
fairness-why-text = Den rättvisa andelen är Shapley-värdet: varje delad kostnad betalas lika av dem som delar den, och egna kostnader av var och en. Det är medelvärdet, över alla ordningar som parterna kan komma i, av vad var och en lägger till. Om någon grupp betalar mer än den skulle kosta ensam söks bland alla grupper, exakt. samverk fair räknar detsamma ur en fil.
budget-illustrative = Belopp, antal eller invånare är illustrativa: exempel som visar hur det fungerar, inte uppgifter ur någon källa.
ledger-account-vat = Utgående moms
budget-vat-told = belopp utan moms, som tillkommer
ledger-account-result = Resultat som regleras
late-keep = Spara som förslag
late-keep-told = Beräkningen sparas som den är, så att den kan godkännas och sedan regleras i huvudboken.
late-keep-do = Spara förslaget
settlement-carry = För in det i nästa budget
settlement-line = Överfört från{ $year }
