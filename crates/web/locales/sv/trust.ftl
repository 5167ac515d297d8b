## Refusals of the API

problem-invalid = Något av det som skickades går inte att använda. Varje ställe anges nedan.
problem-not-found = Här finns inget, eller så får det inte visas med den här API-nyckeln.
problem-token-needed = Skicka en API-nyckel: Authorization: Bearer smv_…
problem-token-scope = Den här API-nyckeln får inte användas till det. Skapa en med annan behörighet.
problem-denied = Det är inte tillåtet.
problem-refused = Det går inte att göra.
problem-stale = Posten har ändrats sedan du läste den. Hämta den igen och skicka dess ETag.
problem-repeated = Ett anrop med samma Idempotency-Key är redan utfört.
problem-too-many = För många anrop. Vänta så länge som Retry-After anger.
problem-full = Disken är full. Inget är sparat, men det går fortfarande att läsa.
problem-database = Databasen svarar inte. Försök igen senare.
problem-if-match-needed = Skicka ETag för den version som du läste: If-Match: "3".
problem-idempotency-key = Idempotency-Key ska ha 1 till 255 tecken.
problem-idempotency-key-used = Denna Idempotency-Key är redan använd för ett annat anrop. Välj en ny.
problem-too-large = Anropets innehåll är för stort.
problem-method = Den här adressen svarar inte på den metoden.
fault-json = Det här är inte JSON: { $detail }
fault-json_deep = JSON-innehållet har fler än { $detail } nivåer.
fault-json_object = Här ska det stå ett objekt.
fault-json_value = Värdet har fel typ. Se beskrivningen av API:et.
fault-cursor = Värdet i cursor hör inte till den här frågan. Börja om utan det.
fault-not_changed_here = Det ändras inte här. En post får ny status på en egen adress.
fault-time = ”{ $detail }” är inget klockslag. Skriv till exempel 09:30.

## Tokens and mail

own-tokens = API-nycklar för program
own-tokens-help = Med en API-nyckel kan ett annat program läsa och skriva som du. Skapa en för varje program, och avsluta den när programmet inte längre behöver den.
token-made = API-nyckeln är skapad. Kopiera den nu: den visas inte igen.
token-calendar = Använd den här adressen i ett kalenderprogram:
token-name = Namn på nyckeln
token-scope = Behörighet
token-scope-read = Läsa
token-scope-write = Läsa och ändra
token-scope-calendar = Bara min kalender
token-expires = Gäller till
token-days = Giltig antal dagar
token-make = Skapa en API-nyckel
token-end = Avsluta
token-unused = Inte använd ännu
own-mail = E-post
own-mail-help = Välj hur ofta du får e-post om det du följer. När någon nämner dig eller avgör ditt förslag får du e-post genast, om du inte väljer ”Aldrig”.
mail-at_once = Genast
mail-daily = En gång om dagen
mail-weekly = En gång i veckan (måndagar)
mail-never = Aldrig

## Fields that all registers have

common-checked = Senast kontrollerad
    .help = Den dag då någon senast såg till att uppgifterna stämmer.
common-review_by = Kontrolleras igen senast
    .help = Från och med den dagen står det på sidan att uppgifterna kan vara inaktuella.
meeting-start_time = Börjar klockan
    .help = Klockslag, till exempel 09:30.
meeting-end_time = Slutar klockan
    .help = Klockslag, till exempel 12:00.
section-own = Egna fält
rule-own_fields_unreadable = Installationens egna fält går inte att läsa. Kontakta den som driver installationen.
rule-draft_too_large = Utkastet är för stort för att sparas.
rule-follows_too_much = Du följer redan så många poster och listor som är tillåtet. Sluta följa något först.
fault-view_reach = Bara den som skriver för en organisation kan dela en vy.
fault-own_name = Namnet går inte att använda. Det ska börja med x_ och i övrigt bara ha små bokstäver a–z, siffror och understreck.
fault-own_fixed = Det går inte att ändra när fältet väl finns. Ta fältet ur bruk och lägg till ett nytt.
fault-own_choice_gone = ”{ $detail }” kan vara i bruk och går inte att ta bort. Ändra namnet i stället.
error-repeated = Det är redan gjort

## Imports on a page

import = Importera
import-into = Importera: { $kind }
import-lead = Ta in ett kalkylblad som det är. Du ser vad som kommer att hända innan något sparas, och en hel import kan ångras.
import-file = Fil
import-file-help = CSV eller XLSX, högst 25 MB och 100 000 rader.
import-upload = Gå vidare
import-shape = Vill du hellre ändra det som redan finns? Hämta det, ändra och importera det igen:
import-earlier = Tidigare importer
import-check = Kontrollera importen
import-outcome = Importen
import-where = Var tabellen finns
import-sheet = Blad
import-head-row = Rad med kolumnrubriker
import-head-height = Antal rubrikrader
import-columns = Kolumner
import-columns-help = Ange vilket fält varje kolumn hör till. Nästa fil med samma rubriker tolkas likadant.
import-column = Kolumn { $count }
import-in-file = I filen
import-example = Exempel
import-becomes = Fält i registret
import-left-out = Tas inte med
import-how = Hur det sparas
import-match = Poster känns igen på
import-match-help = Finns värdet redan ändras den posten. Annars skapas en ny.
import-match-key = id eller nyckel
import-owner = Nya poster tillhör
import-currency = Valuta för belopp som saknar valuta
import-valid-only = Importera de rader som stämmer och hoppa över de andra
import-doubts = Namn att ta ställning till
import-doubts-help = De här namnen hittas inte så som de är skrivna. Välj vad de betyder.
import-in-rows = { $count ->
    [one] på { $count } rad
   *[other] på { $count } rader
}
import-undecided = Inget valt
import-leave-empty = Lämna tomt
import-look-again = Kontrollera igen
import-run = Importera
import-faults = Fel att rätta
import-more-faults = och { $count } till. Alla finns i filen med de avvisade raderna.
import-row = Rad
import-cell = Kolumn
import-reason = Orsak
import-sample = De första raderna så som de skulle sparas
import-wrong = Fel
import-rows = Rader
import-created = Nya
import-changed = Ändrade
import-unchanged = Oförändrade
import-rejected = Avvisade
import-status-waiting = Väntar på dig
import-status-running = Pågår
import-status-done = Klar
import-status-refused = Inget är sparat
import-status-interrupted = Avbruten, inget är sparat
import-status-undone = Ångrad
import-progress = { $done } av { $of } rader är genomgångna
import-running = Importen pågår. Du får en avisering när den är klar.
import-rejected-file = Hämta de avvisade raderna
import-rejected-help = Orsaken står i den sista kolumnen. Rätta raderna och importera filen igen.
import-see-list = Visa listan med den senaste ändringen först
import-undo = Ångra importen
import-undo-help = Det som importen skapade tas bort, och det som den ändrade blir som förut. Poster som någon har ändrat sedan dess lämnas som de är.
rule-import_raced = Någon ändrade en av posterna under tiden. Inget är sparat. Försök igen.
rule-import_none_rejected = Den här importen har inga avvisade rader.
rule-import_refused = Importen avvisades. Inget är sparat.
rule-import_file_gone = Filen finns inte kvar. Ladda upp den igen.
rule-import_unreadable = Filen går inte längre att läsa. Ladda upp den igen.
rule-import_not_undoable = Importen kan inte ångras: den sparade inget, eller har redan ångrats.
rule-import_not_waiting = Den här importen pågår redan eller är klar.
rule-import_columns = En kolumn är okänd eller finns två gånger. Inget är sparat.
rule-import_interrupted = Importen avbröts. Inget är sparat. Försök igen.
fault-file_no_head = Det finns inga kolumnrubriker på rad { $detail }. Välj en annan rad.
fault-match_several = { $detail } poster har det här värdet. Ange id eller nyckel på raden.
fault-not_allowed = Du får inte skriva för den här organisationen.

## Many at once

bulk-change = Ändra i de valda posterna
bulk-go = Gå vidare
bulk-all = Välj alla
bulk-choose = Välj
bulk-chosen = Valda poster
bulk-of = { $count ->
    [one] Ändra { $field } för { $count } post
   *[other] Ändra { $field } för { $count } poster
}
bulk-how = Vad som händer med de värden som redan finns
bulk-add = Lägg till de här
bulk-remove = Ta bort de här
bulk-replace = Bara de här från och med nu
bulk-empty-clears = Lämnar du fältet tomt töms det i alla valda poster.
bulk-set = Ändra de valda posterna
bulk-refused = Inget är ändrat:
rule-bulk_nothing = Inga poster är valda. Gå tillbaka och välj några.
rule-bulk_too_many = Högst 200 poster kan ändras på en gång.
rule-bulk_no_field = Välj ett fält att ändra.
done-bulk = De valda posterna är ändrade.
done-undone-many = { $count ->
    [0] Allt är som förut.
    [one] Det är ångrat, utom för { $count } post som någon har ändrat sedan dess.
   *[other] Det är ångrat, utom för { $count } poster som någon har ändrat sedan dess.
}

## Views, following, comments, drafts

views = Vyer
view-all = Alla
view-keep = Följ eller spara listan
view-name = Spara som vy
view-reach = Vem som ser vyn
view-mine = Bara jag
view-shared = Min organisation
view-standard = Förvald vy för min organisation
view-save = Spara
view-remove = Ta bort vyn
follow = Följ
follow-list = Följ den här listan
unfollow = Sluta följa
followed = Det du följer
followed-none = Du följer inget ännu. Det finns en knapp på varje post och under varje lista.
feed = Flöde (Atom)
export-linked = Länkade data
comments = Kommentarer
comment-write = Skriv en kommentar
comment-help = Bara de som är inloggade läser den. Nämn någon med @ och namnet, så får personen veta det genast.
comment-send = Skicka
comment-remove = Ta bort
comment-removed = Kommentaren är borttagen av den som skrev den.
notices = Aviseringar
notices-none = Det finns inget nytt. Här får du veta vad som händer med det du följer.
notices-read = Markera alla som lästa
notice-new = Ny
notice-created = Nytt: { $kind }
notice-changed = Ändrat: { $kind }
notice-moved = Ny status: { $kind }
notice-deleted = Borttaget: { $kind }
notice-mention = Du har nämnts: { $kind }
notice-comment = Ny kommentar: { $kind }
notice-proposal = En ändring föreslås: { $kind }
notice-accepted = Ditt förslag är godtaget: { $kind }
notice-declined = Ditt förslag är avböjt: { $kind }
notice-import-counts = { $rows } rader: { $created } skapade, { $changed } ändrade, { $unchanged } oförändrade, { $rejected } utelämnade.
notice-import = En import är klar: { $kind }
drafts = Utkast
draft-keep = Spara som utkast
draft-kept = Utkastet är sparat
draft-waiting = Du har ett utkast från
draft-go-on = Fortsätt med det
draft-drop = Kasta utkastet
draft-shown = Det här är ditt utkast. Posten ändras inte förrän du skickar det.
stale-since = Uppgifterna skulle ha kontrollerats senast { $when }. De kan vara inaktuella.
mail-subject = { $count ->
    [one] Samverk: { $first }
   *[other] Samverk: { $first } (totalt { $count })
}
mail-why = Du får den här e-posten för att du följer något i Samverk, eller för att något där väntar på dig eller din organisation. På sidan Mitt konto väljer du när du får den.
mail-head = Historikens kontrollsumma

## Own fields

own-fields = Egna fält
own-fields-lead = Fält som den här installationen lägger till i ett register. De fungerar genast som de andra, i formulär, listor, filer och API.
own-add = Lägg till ett fält
own-change = Ändra fältet
own-withdrawn = Ur bruk
own-part-kind = Register
own-part-of = Typ av innehåll
own-part-label = Etikett
own-part-help = Förklaring
own-part-name = Namn
own-part-decimals = Decimaler
own-part-to = Länkar till
own-part-choices = Alternativ
own-part-repeated = Flera värden
own-part-filterable = Kan användas som filter
own-part-searched = Tas med i sökningen
own-part-internal = Visas inte för allmänheten
own-part-withdrawn = Ur bruk: går inte längre att fylla i, men det som är ifyllt finns kvar
own-name-help = Namn i filer och adresser. Lämna tomt så görs ett av etiketten.
own-choices-help = För listor: ett alternativ på varje rad.
own-type-text = Text
own-type-long_text = Lång text
own-type-number = Tal
own-type-money = Belopp
own-type-date = Datum
own-type-flag = Ja eller nej
own-type-choice = Ett alternativ ur en lista
own-type-tags = Flera alternativ ur en lista
own-type-url = Webbadress
own-type-email = E-postadress
own-type-organisation_number = Organisationsnummer
own-type-link = En annan post

## Calendar and published head


calendar-subscribe = Prenumerera på kalendern
head-heading = Historikens publicerade kontrollsumma
head-why = Varje ändring kedjas ihop med den föregående. Den som sparar det här värdet kan senare visa att inget har tagits bort eller ändrats.
head-entries = { $count ->
    [one] { $count } händelse
   *[other] { $count } händelser
}

## Säkerhetskopior

rule-archive_broken = Säkerhetskopian eller arkivet är trasigt eller ofullständigt. Inget ändrades.
rule-archive_newer = Filen skrevs av ett nyare program. Använd det programmet.
rule-archive_target_used = Här finns redan poster. Använd en tom plats, eller --replace.
rule-archive_not_whole = Historiken i filen är inte hel. Inget ändrades.
rule-archive_file_gone = En fil togs bort medan säkerhetskopian skrevs. Försök igen.
rule-archive_file_broken = En lagrad fil är inte längre vad den var. Kör samverk verify.

column-id = Id
column-version = Version

problem-media-type = Skicka JSON: Content-Type: application/json.
notice-many = Många ändringar på en gång: { $kind }
fault-file_cell_long = Texten i en cell på rad { $detail } är för lång.
fault-file_cells = Bladet har fler än { $detail } celler. Dela upp det i flera filer.

## Following and choosing

import-means = Betyder
import-decided = ditt val
import-not-ready = Importen kan göras när felen är rättade eller när du väljer att hoppa över raderna med fel.
bulk-clear = Ta bort alla värden
bulk-no-value = Fyll i minst ett värde. Ska fältet tömmas, välj ”Ta bort alla värden”.
token-days-help = Högst 365.
own-decimals-help = För tal.
own-to-help = För länkar till andra poster.
done-followed = Du följer det nu. Det som händer står bland dina aviseringar.
done-unfollowed = Du följer det inte längre.
to-back = Tillbaka
fault-row_gone = Posten { $detail } är raderad eller sammanslagen med en annan. Använd en annan nyckel.
fault-not_for_many = Det fältet ändras inte för många poster på en gång.
rule-stopped = Programmet avslutas. Försök igen om en stund.
