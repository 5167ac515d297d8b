## Reasons for a yes or a no

reason-console = Kommandolinjen kan gjøre alt.
reason-public = Det er åpent for alle.
reason-own_organisation = Oppføringen tilhører virksomheten din.
reason-own_record = Du har en rolle i denne oppføringen.
reason-participant = Virksomheten din deltar.
reason-member = Virksomheten din er medlem av samarbeidet.
reason-on_behalf = Du koordinerer samarbeidet, og eieren lar koordinatoren endre.
reason-unowned = Du koordinerer samarbeidet, og oppføringen har ingen eier.
reason-operator = Du er driftsansvarlig.
reason-signed_in = Du er logget inn.
reason-sign_in_first = Du må logge inn først.
reason-unseen = Oppføringen finnes ikke, eller du har ikke tilgang til å se den.
reason-read_only = Rollen din gir rett til å lese, men ikke til å endre. Be en representant for virksomheten om hjelp.
reason-not_owner = Oppføringen tilhører noen andre enn virksomheten din. Foreslå en endring, eller kontakt eieren.
reason-operator_only = Bare den som er driftsansvarlig, kan gjøre dette.

## Rules

rule-sign_in_wrong = E-postadressen eller passordet stemmer ikke. Prøv igjen, eller be om en ny lenke.
rule-link_ended = Lenken gjelder ikke lenger eller er allerede brukt. Be den som drifter installasjonen, om en ny.
rule-password_unusable = Passordet kunne ikke brukes. Velg et annet.
rule-stopping = Programmet er i ferd med å stoppe. Prøv igjen om litt.
rule-last_operator = Det må finnes minst én driftsansvarlig. Gjør noen andre til driftsansvarlig først.
rule-clock_set_back = Klokken på maskinen er stilt tilbake: den viser en tid før det siste som står i historikken. Still klokken riktig og start på nytt.
rule-history_broken = Historikken kan ikke leses. Ingenting er endret. Kontakt den som drifter installasjonen.
rule-version_unreadable = Den versjonen har opplysninger som ikke lenger finnes i registeret, og kan derfor ikke brukes. Gjør endringen for hånd.
rule-nothing_changed = Forslaget endrer ingenting. Endre minst én opplysning og send på nytt.
rule-not_by_proposal = Eier, synlighet og personopplysninger kan ikke endres med et forslag. Kontakt eieren.
rule-too_many_proposals = Oppføringen har allerede mange forslag som venter. Prøv igjen når de er avgjort.
rule-proposal_outdated = Oppføringen er endret slik at forslaget ikke lenger passer. Avslå det, eller gjør endringen for hånd.
rule-merge_unlike = Oppføringene kan ikke slås sammen. Velg en annen oppføring i samme register som ikke er slettet.
rule-nothing_personal = Registeret inneholder ingen personopplysninger. Bruk Slett i stedet.
rule-file_empty = Filen er tom. Velg en fil med innhold.
rule-file_too_large = Filen er større enn 25 MB. Velg en mindre fil, eller del den opp.
rule-too_many_files = Oppføringen har allerede så mange filer som den kan ha. Samle flere i én fil.
rule-form_incomplete = Skjemaet kom ikke fram i sin helhet. Gå tilbake, last inn siden på nytt og send igjen.
rule-form_token = Skjemaet er for gammelt eller kommer fra en annen innlogging. Gå tilbake, last inn siden på nytt og send igjen.

## Values

fault-required = Opplysningen mangler. Fyll den ut.
fault-single = Her kan det bare stå én verdi. Behold én av dem.
fault-too_many = Her kan det stå høyst { $detail } verdier. Fjern noen.
fault-duplicate = Den samme verdien står to ganger. Fjern den ene.
fault-too_long = Teksten er for lang. Kort den ned til høyst { $detail } tegn.
fault-control = Teksten inneholder linjeskift eller skjulte tegn. Skriv den på én linje.
fault-boundaries_elsewhere = Færre flater i filen hører til «{ $detail }» enn til et annet land. Kontroller landet og hvilken egenskap som inneholder koden.
fault-cell_error = Regnearket viser feilen { $detail } her. Rett den eller tøm cellen.
fault-choice = «{ $detail }» er ikke blant valgene. Velg et av dem som finnes.
fault-translated = «{ $detail }» kan ikke leses. Skriv språk og tekst, for eksempel sv: bygglov // nb: byggetillatelse.
fault-number = «{ $detail }» er ikke et tall. Skriv for eksempel 300 eller 1 234,5.
fault-range = Tallet er utenfor det tillatte. Skriv et tall innenfor { $detail }.
fault-money = «{ $detail }» er ikke et beløp. Skriv beløp og valuta, for eksempel 43 000 NOK.
fault-currency = «{ $detail }» er ikke en valuta. Skriv tre bokstaver, for eksempel SEK eller NOK.
fault-date = «{ $detail }» er ikke en dato. Skriv år, måned og dag, for eksempel 2026-11-21.
fault-coarse = «{ $detail }» er ikke en tid som kan leses. Skriv år, halvår, kvartal, måned eller dag: 2014, 2014-H2, 2014-Q3, 2014-03 eller 2014-03-26.
fault-period = «{ $detail }» er ikke en periode. Skriv start og slutt, for eksempel 2013/2015, 2012/ eller /2014-06.
fault-order = Slutten ligger før starten. Rett den ene eller den andre.
fault-flag = «{ $detail }» er verken ja eller nei. Skriv ja eller nei.
fault-file = «{ $detail }» er ikke en fil som finnes her. La cellen stå som i eksporten, og legg ved filer på oppføringens side.
fault-link = Det finnes ingen slik oppføring: { $detail }. Velg en fra listen eller skriv nøkkelen.
fault-cycle = Oppføringen kan ikke lede til seg selv, verken direkte eller gjennom andre. Velg en annen.
fault-of_another = Posten hører sammen med noe annet enn det som er valgt her. Velg en som hører til det, eller velg om igjen i det andre feltet.
fault-fixed = Dette bestemmes når posten lages og endres ikke siden. Lag en ny post i stedet.
fault-email = «{ $detail }» er ikke en e-postadresse. Skriv for eksempel navn@kommune.no.
fault-url = «{ $detail }» er ikke en nettadresse. Skriv hele adressen med https:// først.
fault-organisation_number = «{ $detail }» er ikke et gyldig organisasjonsnummer. Kontroller sifrene.
fault-key = Nøkkelen kan ikke brukes. Skriv høyst { $detail } tegn: små bokstaver a–z, sifre og bindestreker, men ikke bindestrek først eller sist.
fault-taken = Dette er allerede i bruk. Skriv noe annet.

## States

fault-move = Oppføringen kan ikke få den statusen herfra. Last inn siden på nytt og velg blant dem som finnes der.
fault-state_requires = Opplysningen må være fylt ut for denne statusen. Fyll den ut først.
fault-state_expects = { $detail } pleier å være fylt ut på dette stadiet.

## Accounts

fault-password_wrong = Det nåværende passordet stemmer ikke. Skriv det på nytt.
fault-password_short = Passordet er for kort. Skriv minst { $detail } tegn.
fault-password_common = Passordet er for lett å gjette. Velg et annet, for eksempel en setning bare du tenker på.
fault-role_scope = Rollen kan ikke gjelde der. Velg en annen rolle, eller noe annet den gjelder for.

## Files that are read

fault-place = Rad { $row }, kolonne { $column }:
fault-unknown_field = Registeret har ikke et slikt felt. Fjern det, eller rett navnet.
fault-unknown_column = Registeret har ikke en slik kolonne. Fjern den, eller rett navnet.
fault-column_twice = Kolonnen finnes to ganger. Behold én av dem.
fault-unknown_id = Det finnes ingen oppføring med id { $detail }. La cellen stå tom hvis oppføringen er ny.
fault-row_twice = Den samme oppføringen står allerede på rad { $detail }. Behold én av radene.
fault-stale_row = Oppføringen er endret siden eksporten (versjon { $detail } gjelder nå). Eksporter på nytt.
fault-file_empty = Filen er tom. Den skal ha kolonnenavnene på første rad.
fault-file_too_large = Filen er for stor: den kan være høyst { $detail } byte, utpakket. Del den opp i flere.
fault-file_rows = Filen har flere enn { $detail } rader. Del den opp i flere.
fault-file_columns = Filen har flere enn { $detail } kolonner. Fjern dem som ikke trengs.
fault-file_wide_row = Rad { $detail } har flere celler enn det er kolonner. Fjern dem som er til overs, eller gi kolonnene navn på første rad.
fault-file_unreadable = Filen kan ikke leses som CSV eller XLSX ({ $detail }). Lagre den på nytt i et av formatene.
fault-set_by = Dette bestemmer virksomheten selv. Be noen som skriver for den, om å endre det.
fault-admitted_by = Dette legges inn av samarbeidets koordinator eller vert. Be dem om å legge det til eller endre det.
fault-gate_holes = Porten har { $detail } hull. Fyll dem, eller skriv her hvorfor den passeres likevel.
fault-parties = Et prosjekt som er i gang, får færre enn to parter. Legg til en, eller skriv grunnen.
fault-in_future = { $detail } har ikke kommet ennå. Et kart fryses senest i dag.
fault-map_filter = «{ $detail }» er ikke noe utvalg av kartet. Gå ut fra kartet selv, med «Frys».
fault-moment = «{ $detail }» er verken en dag eller en frosset versjon. Skriv for eksempel 2026-05-01, eller velg en versjon.

## Calculations of shares

fault-share_field = Feltet «{ $detail }» finnes ikke her. Fjern det eller rett navnet.
fault-share_json = Filen er ikke lesbar JSON ved linje:kolonne { $detail }.
fault-json_list = En liste [ ] ventes her.
fault-share_digits = Tallet på linje:kolonne { $detail } har flere sifre enn det som bevares. Skriv det som tekst, i anførselstegn.
fault-share_twice = «{ $detail }» står her allerede. Hvert navn kan stå én gang.
fault-share_many = Flere enn { $detail } oppføringer. Del opp beregningen.
fault-share_id = En tekst med 1 til { $detail } tegn ventes her.
fault-share_decimal = «{ $detail }» er ikke et desimaltall. Skriv som 1234.50, høyst 12 sifre før og 6 etter punktum.
fault-share_negative = { $detail } er mindre enn null. Skriv en verdi som ikke er det.
fault-share_unit = { $detail } er ikke et helt antall av enheten. Avrund beløpet, eller velg en mindre enhet.
fault-share_unit_size = Enheten { $detail } er ikke større enn null.
fault-share_currency = «{ $detail }» er ingen valutakode. Skriv tre bokstaver som NOK.
fault-share_whole = { $detail } er ikke et heltall.
fault-share_unknown = «{ $detail }» finnes ikke i filen.
fault-share_key = «{ $detail }» er ingen fordelingsnøkkel.
fault-share_by = Skriv inhabitants, usage, units eller percent.
fault-share_deep = Flere enn { $detail } nøkler i hverandre.
fault-share_floor = Gulvet ligger over taket { $detail }.
fault-share_band_order = Båndene skal stå fra det minste til det største; bare det siste kan mangle øvre grense.
fault-share_amount_made = Nøkkelen { $detail } gir beløpet selv. Fjern beløpet.
fault-share_amount_needed = Nøkkelen { $detail } fordeler et beløp. Skriv linjens beløp.
fault-share_no_amount = Nøkkelen { $detail } kan ikke fordele et gitt beløp.
fault-share_nobody = Ingen tar del her. Skriv minst ett medlem.
fault-share_nobody_left = { $detail } er igjen etter særskilte avgifter, og ingen er igjen til å betale det.
fault-share_external_above = Pengene utenfra er mer enn linjens { $detail }.
fault-share_external_without = Linjen { $detail } har ikke noe beløp å trekke penger utenfra fra.
fault-share_special_above = De særskilte avgiftene, { $detail }, er mer enn beløpet.
fault-share_own_sum = De egne kostnadene blir { $detail } og ikke linjens beløp etter ekstern finansiering.
fault-share_bounds = Ingen måte å fordele { $detail } på holder gulv og tak.
fault-share_weights = Alle har null av det som nøkkelen regner etter.
fault-share_off_line = «{ $detail }» tar ikke del i linjen. Fjern den her, eller legg den til blant linjens medlemmer.
fault-share_percent = Prosentene blir { $detail } og ikke 100.
fault-share_missing = Det mangler en verdi for { $detail }.
fault-share_figure = Tallet trengs for linjen { $detail } og mangler.
fault-share_above_bands = { $detail } ligger over det siste båndet. Legg til et bånd uten øvre grense.
fault-share_joiner_paid = Den som slutter seg til, har ikke betalt noe ennå. Fjern den fra paid.
fault-share_wear = Slitasjen er mer enn { $detail }, eller den er null.
fault-share_large = Beløpene for { $detail } er for store til å deles nøyaktig. Velg en større enhet.
fault-share_level = Et nivå er et heltall fra 0 til { $detail }.

## Budgets

fault-budget_formula = Lønnsformelen gir { $detail }. Skriv det beløpet, eller la beløpet stå tomt.
fault-budget_sum = Delpostene blir { $detail } til sammen. Skriv det beløpet, eller la beløpet stå tomt.
fault-budget_no_member = I posten deltar en organisasjon som ikke er medlem den dagen som budsjettet gjelder.
fault-budget_no_key = Posten har ingen kostnadsnøkkel. Velg en.
fault-budget_no_bands = Posten deles etter størrelsesklasse og har ingen avgiftsklasser. Legg til minst én.
fault-budget_special_without = Nøkkelen { $detail } lager beløpet selv; da kan ingen ha særskilt avgift eller unntak.
fault-budget_replaced = Det budsjettet er allerede erstattet av { $detail }; erstatt det i stedet.
fault-budget_frozen = Budsjettet er vedtatt, og tallene endres ikke. Lag et nytt budsjett som erstatter det.
fault-budget_not_whole = Budsjettet kan ikke regnes ut ennå: { $detail }
fault-budget_empty = Budsjettet har ingen poster som deles. Legg til minst én.
fault-ledger_amount = Beløpet skal være større enn null og høyst hundre milliarder.
fault-ledger_accounts = Velg to ulike kontoer.
fault-ledger_closed = Perioden til og med { $detail } er lukket. Bokfør på en senere dag.
fault-ledger_open_day = { $detail } er ikke over ennå. Lukk til og med en dag som har gått.
fault-ledger_currency = Reskontroen føres i { $detail }.
fault-ledger_corrected = Nummer { $detail } er allerede rettet, eller er selv en retting.
fault-ledger_charged = Budsjettet er allerede fakturert.
fault-invoice_undecided = Budsjettet er ikke vedtatt ennå; bare vedtatte andeler faktureres.
fault-invoice_nothing = Det er ingenting å betale eller få tilbake.
fault-invoice_account = Konto å betale til mangler. Skriv det i budsjettet.
fault-payments_columns = Tabellen trenger kolonnene { $detail }.
fault-payments_amount = «{ $detail }» er ikke noe beløp med høyst to desimaler.
fault-payments_day = «{ $detail }» er ingen dag. Skriv som 2014-02-28.
fault-payments_many = Filen har flere enn { $detail } betalinger.
fault-payments_xml = Filen er ikke lesbar XML ved tegn { $detail }.
fault-payments_format = Filen er ingen kontoutskrift i camt.053.
fault-day_to_come = { $detail } har ikke kommet ennå.
fault-ledger_long = Reskontroen har flere enn { $detail } poster. Hent et medlems kontoutskrift i stedet.
fault-ledger_year = Reskontroen begynner tidligst i { $detail }.
fault-budget_currency = Et beløp i posten har en annen valuta enn budsjettet.
fault-budget_term_twice = Det samme medlemmet har to vilkår i posten. Behold ett.
fault-index_twice = Indeksserien har to ulike tall for { $detail }: fjern det som ikke gjelder.
fault-time_beside = Tiden skal vises ved siden av andelen, ikke motregnes: endre først hvordan den regnes.
fault-settlement_no_surplus = Det passer bare et overskudd.
fault-settlement_no_deficit = Det passer bare et underskudd.
fault-settlement_nobody = Ingen medlemmer ble belastet det året, så det er ingen å dele resultatet mellom: oppgi budsjettet som det deles som.
fault-leaves_early = Oppsigelsestiden utløper først { $detail }.
fault-gift_consideration = En gave gis uten vederlag; ellers er det et kjøp, som hører hjemme i en anskaffelse.
fault-until_before_from = Slutten ligger før begynnelsen.
fault-cost_amount = Skriv et beløp, minst null, i hele enheter av det som avrundes til.
fault-cost_percent = Skriv en prosentsats mellom 0 og 100.
fault-cost_bands = Skriv klassene fra den minste: opptil så mange, kolon, avgiften; semikolon mellom.
fault-too_few = Minst { $detail } trengs.
fault-booked = Det står i hovedboken og endres ikke: rett posten der.
fault-booked_by_move = Dit flyttes posten på sin side, slik at det bokføres.
fault-accession_twice = Den samme beregningen er allerede gjort opp, i { $detail }.
fault-settlement_left = Av årets resultat er det { $detail } igjen å gjøre opp.
fault-vat_replaced = Budsjettet { $detail } som erstattes, ble belastet med annen merverdiavgift. Velg den samme, eller ta tilbake belastningene først.
fault-vat_rate = Ingen alminnelig sats for merverdiavgift er kjent for det landet den dagen.
fault-leaving_already = Medlemmet har allerede sagt opp, se { $detail }. Endre eller trekk tilbake det først.
fault-no_member = Organisasjonen er ikke medlem i samarbeidet.
fault-part_of = Dette legges til av den som kan endre posten det hører til, eller deltar i den. Foreslå det i en kommentar i stedet.
fault-once_per = Det finnes allerede en slik post: { $detail }. Endre den i stedet.
fault-call_closed = Interesseforespørselen { $detail } er ikke åpen for svar.
fault-call_over = Siste svardag for { $detail } er passert. Be koordinatoren om å flytte den.
fault-day_passed = Dagen er allerede passert.
fault-moment_key = «{ $detail }» leses som et tidspunkt. Velg en annen nøkkel.
fault-reason_short = Skriv minst { $detail } tegn om hvorfor porten passeres likevel.
fault-given_by = Det oppgis av den som skriver for organisasjonen, eller av samarbeidets samordner.
fault-kept_by = Det bestemmer samarbeidets samordner eller vert.
fault-price_twice = Tjenesten har to priser samme år: { $detail }.
fault-budget_not_computed = Budsjettet kan ikke beregnes ennå: på siden står det hva som mangler.
