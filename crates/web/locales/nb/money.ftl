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

call-cost-link = Hva det koster dem som er med
cost-amount = Beløp
cost-amount-error = Skriv et beløp som 1 000 000 eller 1 000 000,50. Hele kroner har ingen desimaler.
cost-currency = Valuta
cost-unit = Avrundes til
cost-unit-1 = hele kroner
cost-unit-0_01 = øre
cost-year = Innbyggere år
cost-compute = Regn ut
cost-inhabitants = Innbyggere
cost-each = per innbygger
cost-own = vår
cost-sum = Sum
cost-nobody = Samarbeidet har ingen medlemmer i dag som du kan se.
cost-missing = Innbyggere mangler for år { $year }:
cost-calculation = Beregning
cost-why = Hvorfor disse beløpene?
cost-example = { $number } (illustrativt)
cost-illustrative = Innbyggertallene er illustrative: runde tall som viser hvordan det virker, ikke tall fra noen kilde.

## Who joins later

late-link = Hva betaler et medlem som slutter seg til senere?
late-title = Tilslutning i etterkant: { $name }
late-lead = Det nye medlemmet betaler sin del som om det hadde vært med fra starten, og de andre får tilbake det de har betalt for mye.
late-joiner = Nytt medlem
late-joiner-unknown = Det finnes ingen slik organisasjon. Velg en fra listen eller skriv nøkkelen.
late-joiner-member = Den er allerede medlem. Velg en annen.
late-what = Hva det gjelder
late-one-amount = Ett beløp
late-faults = Med det nye medlemmet kan budsjettet ikke fordeles:
late-why-budget = Budsjettet fordeles etter sine egne nøkler. En linje som sier hvem som deltar, forblir deres; det nye medlemmet deltar i alle andre.
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
budget-each = For hver innbygger betaler { $most } mest, { $high } { $currency }, og { $least } minst, { $low } { $currency }.
budget-each-same = Alle betaler like mye for hver innbygger: { $high } { $currency }.
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

## The ledger

ledger-name = Reskontro
ledger-link = Reskontro: fordringer, betalinger og kostnader
ledger-title = { $name }: reskontro
ledger-lead = Alt som er fakturert, betalt og brukt. Ingenting endres; en retting er en egen post med grunn.
ledger-finding = { $count } poster. Medlemmene skylder { $owed }; { $due } skyldes dem.
ledger-statement-title = { $member }: kontoutskrift fra { $name }
ledger-statement-lead = Hva medlemmet er fakturert, har betalt og skylder.
ledger-statement-finding = { $count } poster. Å betale: { $owed }. Å få tilbake: { $due }.
ledger-closed-until = Lukket til og med { $day }.
ledger-cut = De { $shown } siste av { $total } poster vises; filene har alle.
ledger-balances = Saldoer
ledger-balance = Saldo
ledger-account = Konto
ledger-account-of = Medlem
ledger-account-member = Medlemsfordringer
ledger-account-funder = Finansiører
ledger-account-bank = Bank
ledger-account-fees = Medlemsavgifter
ledger-account-grants = Tilskudd utenfra
ledger-account-in-kind = Egen tid
ledger-kind-charge = Fakturering
ledger-kind-payment = Betaling fra medlem
ledger-kind-cost = Kostnad
ledger-kind-grant = Tilskudd utenfra
ledger-kind-set-off = Egen tid regnes av
ledger-kind-refund = Tilbakebetaling til medlem
ledger-kind-correction = Retting
ledger-head-no = Nr
ledger-head-day = Dag
ledger-head-kind = Hendelse
ledger-head-debit = Debet
ledger-head-credit = Kredit
ledger-head-amount = Beløp
ledger-head-currency = Valuta
ledger-head-reference = Referanse
ledger-head-text = Tekst
ledger-head-corrects = Retter
ledger-corrects = retter nr { $no }
ledger-correct = Rett
ledger-correct-do = Ta posten tilbake
ledger-enter = Ny post
ledger-enter-do = Bokfør
ledger-close = Lukk en periode
ledger-close-do = Lukk
ledger-until = Til og med
ledger-file-xlsx = XLSX
ledger-file-csv = CSV
ledger-file-json = JSON
ledger-file-journal = hledger
ledger-file-sie = SIE 4I
budget-e-invoice = E-faktura
payments-title = Betalinger fra banken
payments-finding = { $entered ->
    [one] Én betaling er bokført.
   *[other] { $entered } betalinger er bokført.
} { $doubtful ->
    [0] {""}
    [one] Én må avgjøres av et menneske.
   *[other] { $doubtful } må avgjøres av et menneske.
}
payments-decide = Marker dem som skal bokføres som betalinger, og si fra hvilket medlem. Resten blir stående.
payments-cut = Her står de { $shown } første av { $total }; les inn filen igjen for resten.
payments-enter-ticked = Bokfør de markerte
payments-doubtful = Å avgjøre
payments-entered = Bokført
payments-back = Til reskontroen
payments-take = Les inn betalinger
payments-take-do = Les inn
payments-file = Kontoutskrift: camt.053, eller en tabell med kolonner for dag, beløp, referanse og betaler
payment-would = ville bli bokført
payment-doubt-unknown = Ingen fakturering har den referansen.
payment-doubt-amount = Beløpet er et annet enn det som er ubetalt.
payment-doubt-paid = Det som referansen gjelder er allerede betalt.
payment-doubt-twice = Den samme betalingen er allerede bokført.
payment-doubt-refused = Kan ikke bokføres: perioden er lukket, eller valutaen en annen.
payment-doubt-reversal = Banken melder at det er en tilbakeført betaling.
budget-external = Utenfra, trekkes fra først
budget-published-difference = Trykket: { $text }. Ganger { $count } blir det { $sum }, en forskjell på { $difference }.
budget-replaces-told = Erstatter { $name }: forskjellen mot det som den kom til, er { $difference }.
budget-before = Før
budget-now = Nå
why-bound-floor = Minst { $amount }.
why-bound-cap = Høyst { $amount }.
why-rated = Fast { $fixed }, sats { $rate }.
why-band = til { $to }: { $fee }
why-band-last = derover: { $fee }
why-part = { $percent } %: { $key }
why-left = Igjen å dele: { $left }.
ledger-own = Vår kontoutskrift
fairness-title = Er det rettferdig?
fairness-lead = For en kostnad som avhenger av hvem som er med: hva hver burde betale, og om noen gruppe ville klare seg billigere på egen hånd.
fairness-parties = Parter
fairness-parties-help = En linje for hver part: navn; kostnad som er partens egen; hva den betaler ifølge avtalen. De to siste kan være tomme.
fairness-shared = Delte kostnader
fairness-shared-help = En linje for hver del som finnes så snart noen av partene er med: hva; beløp; parter med komma mellom. Uten parter deler alle.
fairness-levels = Nivåer
fairness-levels-help = Én linje for hver stige: hva; beløp for hvert nivå; hvilket nivå partene trenger, som A=1, B=2. En gruppe betaler alle nivåer opp til det høyeste noen i den trenger.
fairness-many = { $field }: flere enn { $most } linjer. Ta bort dem som er mindre viktige, eller regn med samverk fair.
fairness-network = Nett
fairness-server = Server
fairness-wrong = { $field }, linje { $line }: «{ $text }» kan ikke leses. Skriv navn og beløp med semikolon mellom, hvert navn én gang.
fairness-nobody = Skriv minst én part.
fairness-core = { $total } til sammen. Ingen gruppe ville klare seg billigere på egen hånd.
fairness-unpaid = { $total } til sammen, og { $missing } av det betales ikke av noen ifølge avtalen.
fairness-blocking = { $total } til sammen. Denne gruppen ville klare seg billigere på egen hånd: { $group } betaler { $pays } og ville koste { $alone }.
fairness-party = Part
fairness-alone = På egen hånd
fairness-shapley = Rettferdig andel
fairness-agreed = Ifølge avtalen
fairness-above = Mer enn rettferdig
fairness-figure = Den rettferdige andelen av hver.
fairness-why = Hvordan regnes det?
fairness-why-text = Den rettferdige andelen er Shapley-verdien: hver delt kostnad betales likt av dem som deler den, og egne kostnader av hver. Det er gjennomsnittet, over alle rekkefølger partene kan komme i, av hva hver legger til. Om noen gruppe betaler mer enn den ville koste alene, søkes blant alle grupper, nøyaktig. samverk fair regner det samme ut av en fil.
budget-illustrative = Beløp, antall eller innbyggere er illustrative: eksempler som viser hvordan det fungerer, ikke opplysninger fra noen kilde.
ledger-account-vat = Utgående merverdiavgift
budget-vat-told = beløp uten merverdiavgift, som kommer i tillegg
ledger-account-result = Resultat som gjøres opp
late-keep = Lagre som forslag
late-keep-told = Beregningen lagres som den er, slik at den kan godkjennes og siden gjøres opp i hovedboken.
late-keep-do = Lagre forslaget
settlement-carry = Ta det inn i neste budsjett
settlement-line = Overført fra{ $year }
