## Who pays what

share-sum = Sum
share-joiner-pays = Det nye medlemmet betaler
share-to-cooperation = hvorav til samarbeidet
share-refund = Tilbakebetaling
share-after = betalt i alt deretter
share-no-purchase = Dette er ikke betaling for en vare eller tjeneste: medlemmet bærer sin del av en felles kostnad etter nøkkelen, og de andre får tilbake det de har båret for mye.
fair-core = Ingen gruppe ville klare seg billigere for seg selv.
fair-blocking = { $group } betaler { $pays } sammen og ville for seg selv betale { $alone }.

## What would it cost us

cost-link = Hva ville det koste oss?
cost-title = Hva ville det koste? { $name }
cost-lead = Skriv et beløp og se hva hvert medlem ville betale med ulike fordelingsnøkler.
cost-amount = Beløp
cost-amount-error = Skriv et beløp som 1 000 000 eller 1 000 000,50. Hele kroner har ingen desimaler.
cost-currency = Valuta
cost-unit = Avrundes til
cost-unit-1 = hele kroner
cost-unit-0_01 = øre
cost-equal-part = Lik del i blandingen, prosent
cost-equal-error = Skriv en prosent fra 0 til 100.
cost-year = Innbyggere år
cost-compute = Regn ut
cost-inhabitants = Innbyggere
cost-key-equal = Likt for alle
cost-key-inhabitants = Etter innbyggere
cost-key-mix = { $percent } % likt, resten etter innbyggere
cost-each = per innbygger
cost-own = vår
cost-sum = Sum
cost-caption = Hva hvert medlem betaler
cost-figure = Hva hvert medlem betaler med blandingen, eller likt der innbyggere mangler:
cost-finding = Av { $all } medlemmer betaler { $less } mindre etter innbyggere enn med like deler, og { $more } mer.
cost-equal-alone = { $count } medlemmer betaler omtrent { $share } { $currency } hver med like deler. Etter innbyggere kan det ikke regnes ut.
cost-nobody = Samarbeidet har ingen medlemmer i dag som du kan se.
cost-missing = Innbyggere mangler for år { $year }:
cost-calculation = Beregning
cost-why = Hvorfor disse beløpene?
cost-why-text = Hvert medlems nøyaktige del er en brøk: likt er beløpet delt på antall medlemmer, etter innbyggere er beløpet ganger medlemmets innbyggere delt på alles. Hver får sine hele enheter, og det som blir igjen, går én enhet om gangen til dem med størst rest; ved lik rest til den som har nøkkelen som kommer først. Summen er derfor alltid beløpet. Filen «Beregning» kan regnes om med kommandoen samverk share.
cost-example = { $number } (illustrativt)
cost-illustrative = Innbyggertallene er illustrative: runde tall som viser hvordan det virker, ikke tall fra noen kilde.

## Who joins later

late-link = Hva betaler et medlem som slutter seg til senere?
late-title = Tilslutning i etterkant: { $name }
late-lead = Det nye medlemmet betaler sin del som om det hadde vært med fra starten, og de andre får tilbake det de har betalt for mye.
late-joiner = Nytt medlem
late-joiner-unknown = Det finnes ingen slik organisasjon. Velg en fra listen eller skriv nøkkelen.
late-joiner-member = Den er allerede medlem. Velg en annen.
late-key = Fordeling
late-used = År som er gått
late-of = av år som det varer
cost-used-error = Skriv et heltall som ikke er større enn antall år.
cost-of-error = Skriv et heltall fra 1.
late-choose = Velg hvem som slutter seg til, så regnes det ut hva den betaler og hva de andre får tilbake. Medlemmene antas å ha betalt beløpet etter samme fordeling.
late-finding = { $name } betaler { $pays } { $currency }. { $back } går tilbake til dem som har betalt for mye, { $left } blir i samarbeidet.
late-figure = Hva hver har betalt i alt deretter:
late-caption = Før og etter
late-paid = Betalt før
late-refund = Får tilbake
late-pays = Betaler nå
late-after = Betalt i alt
late-no-purchase = Ikke noe kjøp
late-source = Kilde: den svenske veiledningen om regional e-utvikling 2013, avsnitt 11.4. Det er ikke juridisk rådgivning.
late-why = Beløpet fordeles en gang til med det nye medlemmet med. Dets del, redusert med det som er brukt opp, betales tilbake til de andre i forhold til det hver har betalt utover sin nye del, med største rest. Er ingenting brukt opp, har alle deretter betalt nøyaktig det fordelingen gir. Filen «Beregning» kan regnes om med kommandoen samverk share late-join.

## Budgets

budget-shares-title = { $name }: hvem betaler hva
budget-shares-link = Hvem betaler hva, og hvorfor
budget-not-computed = Andelene kan ikke regnes ut ennå.
budget-finding-nothing = Ingenting å betale.
budget-finding-one = { $sum } { $currency } deles av { $paying }: hver betaler { $least }.
budget-finding-two = { $sum } { $currency } deles av { $paying }: { $first } betaler { $most } og { $second } betaler { $least }.
budget-finding-many = { $sum } { $currency } deles av { $paying }: mellom { $least } og { $most }.
budget-published = Trykket: { $text }.
budget-frozen-told = Andelene er de som ble vedtatt, med medlemmene og tallene som gjaldt da.
budget-faults = Dette må rettes først:
budget-shown-year = År
budget-scenario = Omsøkte penger
budget-scenario-answered = Bare det som er innvilget
budget-scenario-granted = Om søknaden innvilges
budget-scenario-refused = Om søknaden avslås
budget-difference = Forskjell
budget-printed = Budsjettet
budget-facts = Art og nøkkel
budget-figure = Kostnadene til venstre, hvem som betaler til høyre; høyden er beløpet.
budget-member = Medlem
budget-total = Totalt, { $currency }
budget-share-table = Hvert medlems andel av hver post
budget-answers = Begge svar på søknaden
budget-invoiced = faktureres { $days }
budget-formula = { $monthly } × { $months } måneder + { $overhead } % = { $exact }
budget-why = Hvorfor nettopp slik?
why-external = { $external } kommer utenfra og trekkes fra først.
why-equal = { $divided } deles likt. Rester av den minste enheten går til dem med størst rest, ved likhet til den hvis nøkkel kommer først.
why-inhabitants = { $divided } deles etter innbyggere, { $figures } til sammen.
why-units = { $divided } deles etter antall, { $figures } til sammen.
why-usage = { $divided } deles etter bruk, { $figures } til sammen.
why-percent = { $divided } deles etter avtalte prosenter.
why-benefit = { $divided } deles etter poeng eller prosent, { $figures } til sammen.
why-own = Hver betaler sin egen kostnad.
why-mix = { $divided } deles delvis etter én nøkkel og resten etter en annen.
why-special-then = Særskilte avgifter tas ut først; resten av { $divided } deles mellom de andre.
why-rate = Hvert medlem betaler satsen ganger sitt tall, avrundet til enheten.
why-fixed-plus-rate = Hvert medlem betaler en fast avgift og satsen ganger sitt tall, avrundet til enheten.
why-bands = Hvert medlem betaler avgiften for sin størrelsesklasse.
why-floor = minste beløp
why-cap = høyeste beløp
why-special = særskilt avgift
why-figure = Tall
why-exact = Nøyaktig
why-share = Andel
