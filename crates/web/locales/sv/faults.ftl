## Reasons for a yes or a no

reason-console = Kommandoraden får göra allt.
reason-public = Det är öppet för alla.
reason-own_organisation = Posten tillhör din organisation.
reason-own_record = Du har en roll i den här posten.
reason-participant = Din organisation deltar.
reason-member = Din organisation är medlem i samarbetet.
reason-on_behalf = Du samordnar samarbetet, och ägaren låter samordnaren ändra.
reason-unowned = Du samordnar samarbetet, och posten har ingen ägare.
reason-operator = Du är driftansvarig.
reason-signed_in = Du är inloggad.
reason-sign_in_first = Du behöver logga in först.
reason-unseen = Posten finns inte, eller så får du inte se den.
reason-read_only = Din roll ger rätt att läsa men inte att ändra. Be en företrädare för organisationen om hjälp.
reason-not_owner = Posten tillhör någon annan än din organisation. Föreslå en ändring, eller kontakta ägaren.
reason-operator_only = Bara den som är driftansvarig får göra det här.

## Rules

rule-sign_in_wrong = E-postadressen eller lösenordet stämmer inte. Försök igen, eller be om en ny länk.
rule-link_ended = Länken gäller inte längre eller är redan använd. Be den som driver installationen om en ny.
rule-password_unusable = Lösenordet gick inte att använda. Välj ett annat.
rule-stopping = Programmet håller på att stängas av. Försök igen om en stund.
rule-last_operator = Det måste finnas minst en driftansvarig. Gör någon annan till driftansvarig först.
rule-clock_set_back = Datorns klocka har ställts tillbaka: den visar en tid före det sista i historiken. Ställ klockan rätt och starta igen.
rule-history_broken = Historiken går inte att läsa. Inget är ändrat. Kontakta den som driver installationen.
rule-version_unreadable = Den versionen har uppgifter som inte längre finns i registret och kan därför inte användas. Gör ändringen för hand.
rule-nothing_changed = Förslaget ändrar ingenting. Ändra minst en uppgift och skicka igen.
rule-not_by_proposal = Ägare, synlighet och personuppgifter kan inte ändras genom förslag. Kontakta ägaren.
rule-too_many_proposals = Posten har redan många förslag som väntar. Försök igen när de är avgjorda.
rule-proposal_outdated = Posten har ändrats så att förslaget inte längre passar. Avböj det, eller gör ändringen för hand.
rule-merge_unlike = Posterna går inte att slå samman. Välj en annan post i samma register som inte är borttagen.
rule-nothing_personal = Registret innehåller inga personuppgifter. Använd Ta bort i stället.
rule-file_empty = Filen är tom. Välj en fil med innehåll.
rule-file_too_large = Filen är större än 25 MB. Välj en mindre fil, eller dela upp den.
rule-too_many_files = Posten har redan så många filer som den kan ha. Samla flera i en fil.
rule-form_incomplete = Formuläret kom inte fram i sin helhet. Gå tillbaka, läs in sidan på nytt och skicka igen.
rule-form_token = Formuläret är för gammalt eller kommer från en annan inloggning. Gå tillbaka, läs in sidan på nytt och skicka igen.

## Values

fault-required = Uppgiften saknas. Fyll i den.
fault-single = Här får bara ett värde stå. Behåll ett av dem.
fault-too_many = Här får högst { $detail } värden stå. Ta bort några.
fault-duplicate = Samma värde står två gånger. Ta bort det ena.
fault-too_long = Texten är för lång. Korta den till högst { $detail } tecken.
fault-control = Texten innehåller radbrytningar eller dolda tecken. Skriv den på en rad.
fault-boundaries_elsewhere = Färre ytor i filen hör till ”{ $detail }” än till ett annat land. Kontrollera landet och vilken egenskap som håller koden.
fault-cell_error = Kalkylarket visar felet { $detail } här. Rätta det eller töm cellen.
fault-choice = ”{ $detail }” finns inte bland valen. Välj ett av dem som finns.
fault-translated = ”{ $detail }” går inte att läsa. Skriv språk och text, till exempel sv: bygglov // nb: byggetillatelse.
fault-number = ”{ $detail }” är inget tal. Skriv till exempel 300 eller 1 234,5.
fault-range = Talet ligger utanför det tillåtna. Skriv ett tal inom { $detail }.
fault-money = ”{ $detail }” är inget belopp. Skriv belopp och valuta, till exempel 43 000 SEK.
fault-currency = ”{ $detail }” är ingen valuta. Skriv tre bokstäver, till exempel SEK eller NOK.
fault-date = ”{ $detail }” är inget datum. Skriv år, månad och dag, till exempel 2026-11-21.
fault-coarse = ”{ $detail }” är ingen tid som går att läsa. Skriv år, halvår, kvartal, månad eller dag: 2014, 2014-H2, 2014-Q3, 2014-03 eller 2014-03-26.
fault-period = ”{ $detail }” är ingen tidsperiod. Skriv början och slut, till exempel 2013/2015, 2012/ eller /2014-06.
fault-order = Slutet ligger före början. Rätta det ena eller det andra.
fault-flag = ”{ $detail }” är varken ja eller nej. Skriv ja eller nej.
fault-file = ”{ $detail }” är ingen fil som finns här. Låt cellen stå som i exporten, och bifoga filer på postens sida.
fault-link = Det finns ingen sådan post: { $detail }. Välj en ur listan eller skriv dess nyckel.
fault-cycle = Posten kan inte leda till sig själv, varken direkt eller genom andra. Välj en annan.
fault-of_another = Posten hör ihop med något annat än det som är valt här. Välj en som hör till det, eller välj om det andra fältet.
fault-fixed = Det här bestäms när posten görs och ändras inte sedan. Gör en ny post i stället.
fault-email = ”{ $detail }” är ingen e-postadress. Skriv till exempel namn@kommun.se.
fault-url = ”{ $detail }” är ingen webbadress. Skriv hela adressen med https:// först.
fault-organisation_number = ”{ $detail }” är inget giltigt organisationsnummer. Kontrollera siffrorna.
fault-key = Nyckeln går inte att använda. Skriv högst { $detail } tecken: små bokstäver a–z, siffror och bindestreck, men inte bindestreck först eller sist.
fault-taken = Det används redan. Skriv något annat.

## States

fault-move = Posten kan inte få den statusen härifrån. Läs in sidan på nytt och välj bland dem som finns där.
fault-state_requires = Uppgiften måste vara ifylld för den här statusen. Fyll i den först.
fault-state_expects = { $detail } brukar vara ifyllt i det här läget.

## Accounts

fault-password_wrong = Det nuvarande lösenordet stämmer inte. Skriv det igen.
fault-password_short = Lösenordet är för kort. Skriv minst { $detail } tecken.
fault-password_common = Lösenordet är för lätt att gissa. Välj ett annat, till exempel en mening som bara du tänker på.
fault-role_scope = Rollen kan inte gälla där. Välj en annan roll, eller något annat som den gäller för.

## Files that are read

fault-place = Rad { $row }, kolumn { $column }:
fault-unknown_field = Registret har inget sådant fält. Ta bort det eller rätta namnet.
fault-unknown_column = Registret har ingen sådan kolumn. Ta bort den eller rätta namnet.
fault-column_twice = Kolumnen finns två gånger. Behåll en av dem.
fault-unknown_id = Det finns ingen post med id { $detail }. Lämna cellen tom om posten är ny.
fault-row_twice = Samma post står redan på rad { $detail }. Behåll en av raderna.
fault-stale_row = Posten har ändrats sedan exporten (version { $detail } gäller nu). Exportera på nytt.
fault-file_empty = Filen är tom. Den ska ha kolumnernas namn på första raden.
fault-file_too_large = Filen är för stor: den får vara högst { $detail } byte, uppackad. Dela upp den i flera.
fault-file_rows = Filen har fler än { $detail } rader. Dela upp den i flera.
fault-file_columns = Filen har fler än { $detail } kolumner. Ta bort dem som inte behövs.
fault-file_wide_row = Rad { $detail } har fler celler än det finns kolumner. Ta bort de som är för många, eller ge kolumnerna namn på första raden.
fault-file_unreadable = Filen går inte att läsa som CSV eller XLSX ({ $detail }). Spara den på nytt i något av formaten.
fault-set_by = Det här bestämmer organisationen själv. Be någon som skriver för den att ändra.
fault-admitted_by = Det här läggs upp av samverkans samordnare eller värd. Be dem att lägga till eller ändra det.
fault-gate_holes = Grinden har { $detail } luckor. Fyll dem, eller skriv här varför den passeras ändå.
fault-parties = Ett projekt som är i gång får färre än två parter. Lägg till en, eller skriv skälet.
fault-in_future = { $detail } har inte kommit än. En karta fryses senast i dag.
fault-map_filter = ”{ $detail }” är inget urval av kartan. Utgå från kartan själv, med ”Frys”.
fault-moment = ”{ $detail }” är varken en dag eller en fryst version. Skriv till exempel 2026-05-01, eller välj en version.

## Calculations of shares

fault-share_field = Fältet ”{ $detail }” finns inte här. Ta bort det eller rätta namnet.
fault-share_json = Filen är inte läsbar JSON vid rad:kolumn { $detail }.
fault-json_list = En lista [ ] väntas här.
fault-share_digits = Talet på rad:kolumn { $detail } har fler siffror än som bevaras. Skriv det som text, inom citattecken.
fault-share_twice = ”{ $detail }” står här redan. Varje namn får stå en gång.
fault-share_many = Fler än { $detail } poster. Dela upp beräkningen.
fault-share_id = En text med 1 till { $detail } tecken väntas här.
fault-share_decimal = ”{ $detail }” är inget tal i decimal form. Skriv som 1234.50, högst 12 siffror före och 6 efter punkten.
fault-share_negative = { $detail } är mindre än noll. Skriv ett värde som inte är det.
fault-share_unit = { $detail } är inget helt antal av enheten. Avrunda beloppet, eller välj en mindre enhet.
fault-share_unit_size = Enheten { $detail } är inte större än noll.
fault-share_currency = ”{ $detail }” är ingen valutakod. Skriv tre bokstäver som SEK.
fault-share_whole = { $detail } är inget heltal.
fault-share_unknown = ”{ $detail }” finns inte i filen.
fault-share_key = ”{ $detail }” är ingen fördelningsnyckel.
fault-share_by = Skriv inhabitants, usage, units eller percent.
fault-share_deep = Fler än { $detail } nycklar i varandra.
fault-share_floor = Golvet ligger över taket { $detail }.
fault-share_band_order = Banden ska stå från det minsta till det största; bara det sista får sakna övre gräns.
fault-share_amount_made = Nyckeln { $detail } ger beloppet självt. Ta bort beloppet.
fault-share_amount_needed = Nyckeln { $detail } fördelar ett belopp. Skriv radens belopp.
fault-share_no_amount = Nyckeln { $detail } kan inte fördela ett givet belopp.
fault-share_nobody = Ingen tar del här. Skriv minst en medlem.
fault-share_nobody_left = { $detail } är kvar sedan särskilda avgifter, och ingen finns kvar att betala det.
fault-share_external_above = Pengarna utifrån är mer än radens { $detail }.
fault-share_external_without = Raden { $detail } har inget belopp att dra pengar utifrån från.
fault-share_special_above = De särskilda avgifterna, { $detail }, är mer än beloppet.
fault-share_own_sum = De egna kostnaderna blir { $detail } och inte radens belopp efter extern finansiering.
fault-share_bounds = Inget sätt att fördela { $detail } håller golv och tak.
fault-share_weights = Alla har noll av det som nyckeln räknar efter.
fault-share_off_line = ”{ $detail }” tar inte del i raden. Ta bort den här, eller lägg till den bland radens medlemmar.
fault-share_percent = Procenten blir { $detail } och inte 100.
fault-share_missing = Det saknas ett värde för { $detail }.
fault-share_figure = Uppgiften behövs för raden { $detail } och saknas.
fault-share_above_bands = { $detail } ligger över det sista bandet. Lägg till ett band utan övre gräns.
fault-share_joiner_paid = Den som ansluter har inte betalat något än. Ta bort den ur paid.
fault-share_wear = Slitaget är mer än { $detail }, eller det är noll.
fault-share_large = Beloppen för { $detail } är för stora för att delas exakt. Välj en större enhet.
fault-share_level = En nivå är ett heltal från 0 till { $detail }.

## Budgets

fault-budget_formula = Löneformeln ger { $detail }. Skriv det beloppet, eller lämna beloppet tomt.
fault-budget_sum = Delposterna blir { $detail } tillsammans. Skriv det beloppet, eller lämna beloppet tomt.
fault-budget_no_member = I posten deltar en organisation som inte är medlem den dag som budgeten gäller.
fault-budget_no_key = Posten har ingen kostnadsnyckel. Välj en.
fault-budget_no_bands = Posten delas efter storleksklass och har inga avgiftsklasser. Lägg till minst en.
fault-budget_special_without = Nyckeln { $detail } gör beloppet själv; då kan ingen ha en särskild avgift eller undantag.
fault-budget_replaced = Den budgeten ersätts redan av { $detail }; ersätt den i stället.
fault-budget_frozen = Budgeten är beslutad, och dess tal ändras inte. Gör en ny budget som ersätter den.
fault-budget_not_whole = Budgeten kan inte räknas ut än: { $detail }
fault-budget_empty = Budgeten har inga poster som delas. Lägg till minst en.
fault-ledger_amount = Beloppet ska vara större än noll och högst hundra miljarder.
fault-ledger_accounts = Välj två olika konton.
fault-ledger_closed = Perioden till och med { $detail } är stängd. Bokför på en senare dag.
fault-ledger_open_day = { $detail } är inte över än. Stäng till och med en dag som har gått.
fault-ledger_currency = Huvudboken förs i { $detail }.
fault-ledger_corrected = Nummer { $detail } är redan rättat, eller är själv en rättelse.
fault-ledger_charged = Budgeten är redan debiterad.
fault-invoice_undecided = Budgeten är inte beslutad än; bara beslutade andelar faktureras.
fault-invoice_nothing = Det finns inget att betala eller få tillbaka.
fault-invoice_account = Konto att betala till saknas. Skriv det i budgeten.
fault-payments_columns = Tabellen behöver kolumnerna { $detail }.
fault-payments_amount = ”{ $detail }” är inget belopp med högst två decimaler.
fault-payments_day = ”{ $detail }” är ingen dag. Skriv som 2014-02-28.
fault-payments_many = Filen har fler än { $detail } betalningar.
fault-payments_xml = Filen är ingen läsbar XML vid tecken { $detail }.
fault-payments_format = Filen är inget kontoutdrag i camt.053.
fault-day_to_come = { $detail } har inte kommit än.
fault-ledger_long = Huvudboken har fler än { $detail } poster. Hämta en medlems kontoutdrag i stället.
fault-ledger_year = Huvudboken börjar tidigast år { $detail }.
fault-budget_currency = Ett belopp i posten har en annan valuta än budgeten.
fault-budget_term_twice = Samma medlem har två villkor i posten. Behåll ett.
fault-index_twice = Indexserien har två olika tal för { $detail }: ta bort det som inte gäller.
fault-time_beside = Tiden ska visas bredvid andelen, inte avräknas: ändra hur den räknas först.
fault-settlement_no_surplus = Det passar bara ett överskott.
fault-settlement_no_deficit = Det passar bara ett underskott.
fault-settlement_nobody = Ingen medlem debiterades det året, så det finns ingen att dela resultatet mellan: ange budgeten som det delas som.
fault-leaves_early = Uppsägningstiden går ut först { $detail }.
fault-gift_consideration = En gåva ges utan vederlag; annars är det ett köp, som hör hemma i en upphandling.
fault-until_before_from = Slutet ligger före början.
fault-cost_amount = Skriv ett belopp, minst noll, i hela enheter av det som avrundas till.
fault-cost_percent = Skriv en procentsats mellan 0 och 100.
fault-cost_bands = Skriv klasserna från den minsta: upp till så många, kolon, avgiften; semikolon emellan.
fault-too_few = Minst { $detail } behövs.
fault-booked = Det står i huvudboken och ändras inte: rätta posten där.
fault-booked_by_move = Dit flyttas posten på sin sida, så att det bokförs.
fault-accession_twice = Samma beräkning är redan reglerad, i { $detail }.
fault-settlement_left = Av årets resultat finns { $detail } kvar att reglera.
fault-vat_replaced = Budgeten { $detail } som ersätts debiterades med annan moms. Välj samma, eller ta tillbaka debiteringarna först.
fault-vat_rate = Ingen normal momssats är känd för det landet den dagen.
fault-leaving_already = Medlemmen har redan sagt upp sig, se { $detail }. Ändra eller återta det först.
fault-no_member = Organisationen är inte medlem i samverkan.
fault-part_of = Det här läggs till av den som får ändra posten som det hör till, eller deltar i den. Föreslå det i en kommentar i stället.
fault-once_per = Det finns redan en sådan post: { $detail }. Ändra den i stället.
fault-call_closed = Intresseanmälan { $detail } är inte öppen för svar.
fault-call_over = Sista svarsdagen för { $detail } har passerat. Be samordnaren flytta fram den.
fault-day_passed = Dagen har redan passerat.
fault-moment_key = ”{ $detail }” läses som en tidpunkt. Välj en annan nyckel.
fault-reason_short = Skriv minst { $detail } tecken om varför grinden passeras ändå.
fault-given_by = Det anges av den som skriver för organisationen, eller av samverkans samordnare.
fault-kept_by = Det beslutar samverkans samordnare eller värd.
fault-price_twice = Tjänsten har två priser samma år: { $detail }.
fault-budget_not_computed = Budgeten kan inte räknas ut än: på dess sida står vad som saknas.
