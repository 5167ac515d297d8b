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

cost-link = Vad skulle det kosta oss?
cost-title = Vad skulle det kosta? { $name }
cost-lead = Skriv ett belopp och se vad varje medlem skulle betala med olika fördelningsnycklar.
cost-amount = Belopp
cost-amount-error = Skriv ett belopp som 1 000 000 eller 1 000 000,50. Hela kronor får inga decimaler.
cost-currency = Valuta
cost-unit = Avrundas till
cost-unit-1 = hela kronor
cost-unit-0_01 = öre
cost-equal-part = Lika del i blandningen, procent
cost-equal-error = Skriv en procent från 0 till 100.
cost-year = Invånare år
cost-compute = Räkna
cost-inhabitants = Invånare
cost-key-equal = Lika för alla
cost-key-inhabitants = Efter invånare
cost-key-mix = { $percent } % lika, resten efter invånare
cost-each = per invånare
cost-own = vår
cost-sum = Summa
cost-caption = Vad varje medlem betalar
cost-figure = Vad varje medlem betalar med blandningen, eller lika där invånare saknas:
cost-finding = Av { $all } medlemmar betalar { $less } mindre efter invånare än med lika delar, och { $more } mer.
cost-equal-alone = { $count } medlemmar betalar ungefär { $share } { $currency } var med lika delar. Efter invånare kan det inte räknas.
cost-nobody = Samverkan har inga medlemmar i dag som du kan se.
cost-missing = Invånare saknas för år { $year }:
cost-calculation = Beräkning
cost-why = Varför dessa belopp?
cost-why-text = Varje medlems exakta del är ett bråk: lika är beloppet delat på antalet medlemmar, efter invånare är beloppet gånger medlemmens invånare delat på allas. Var och en får sina hela enheter, och det som blir över går en enhet i taget till dem med störst rest; vid lika rest till den vars nyckel kommer först. Summan är därför alltid beloppet. Filen ”Beräkning” kan räknas om med kommandot samverk share.
cost-example = { $number } (illustrativt)
cost-illustrative = Invånarna är illustrativa: runda tal som visar hur det fungerar, inte uppgifter ur någon källa.

## Who joins later

late-link = Vad betalar en medlem som ansluter senare?
late-title = Anslutning i efterhand: { $name }
late-lead = Den nya medlemmen betalar sin del som om den hade varit med från början, och de andra får tillbaka vad de har betalat för mycket.
late-joiner = Ny medlem
late-joiner-unknown = Det finns ingen sådan organisation. Välj en ur listan eller skriv dess nyckel.
late-joiner-member = Den är redan medlem. Välj en annan.
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
