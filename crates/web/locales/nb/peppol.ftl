## Rules of Peppol BIS Billing 3 that an invoice breaks

peppol-br-02 = Fakturaens nummer mangler eller er lengre enn 300 tegn. Skriv et kortere, for eksempel 2014-1.
peppol-br-03 = Fakturadatoen mangler eller er feil skrevet. Skriv år, måned og dag som 2014-01-31.
peppol-br-06 = Selgerens navn mangler eller er lengre enn 300 tegn. Skriv navnet slik det er registrert.
peppol-br-07 = Kjøperens navn mangler eller er lengre enn 300 tegn. Skriv navnet slik det er registrert.
peppol-br-16 = Fakturaen har ingen linjer, eller flere enn 10 000. Skriv minst én linje, eller del opp fakturaen.
peppol-br-24 = Linjens beløp mangler eller kan ikke leses. Skriv det med punktum og høyst to desimaler, som 69461.00.
peppol-br-25 = Linjens navn mangler eller er lengre enn 300 tegn. Skriv kort hva linjen gjelder.
peppol-br-50 = Kontonummeret er ikke et gyldig IBAN, eller kontoen er verken bankgiro, plusgiro eller IBAN. Rett nummeret, eller velg ett av de tre.
peppol-br-55 = Nummeret på den tidligere fakturaen mangler. Skriv nummeret på fakturaen som krediteres eller rettes.
peppol-br-cl-04 = Valutaen mangler eller kan ikke faktureres i. Velg SEK, NOK, EUR eller DKK.
peppol-br-cl-14 = Landet mangler eller er et annet enn Sverige og Norge. Velg Sverige (SE) eller Norge (NO).
peppol-br-cl-18 = Linjens slag av merverdiavgift mangler eller er ukjent. Skriv O for utenfor merverdiavgiftsområdet, E for unntatt, Z for null prosent eller S for en sats.
peppol-br-co-25 = Siste betalingsdag mangler. Skriv den som 2014-03-02.
peppol-br-o-11 = Linjer utenfor merverdiavgiftsområdet (O) kan ikke stå blant andre linjer. Skriv én faktura for dem og én for de andre.
peppol-br-s-02 = Linjene er innenfor merverdiavgiftsområdet (S, E eller Z), men selgeren er ikke registrert for merverdiavgift. Oppgi at selgeren er registrert, eller at alle linjer er utenfor (O).
peppol-br-s-05 = Satsen for merverdiavgift mangler eller finnes ikke i selgerens land. Skriv 12, 15 eller 25 for en norsk selger.
peppol-peppol-common-r041 = Organisasjonsnummeret mangler eller er feil. Skriv de ni sifrene med riktig kontrollsiffer på virksomhetens side eller i filen.
peppol-peppol-common-r049 = Organisasjonsnummeret mangler eller er feil. Skriv de ti sifrene med riktig kontrollsiffer på virksomhetens side eller i filen.
peppol-peppol-en16931-f001 = Siste betalingsdag står som «{ $detail }». Skriv år, måned og dag som 2014-03-02.
peppol-peppol-en16931-r003 = Kjøperens referanse mangler. Skriv for eksempel et kostnadssted eller en person.
peppol-peppol-en16931-r120 = Linjene blir mindre enn null til sammen. Skriv en kreditnota, der det som krediteres, er beløp over null.
peppol-se-r-006 = Satsen for merverdiavgift mangler eller finnes ikke i Sverige. Skriv 6, 12 eller 25.
peppol-se-r-009 = Nummeret er ikke et bankgiro. Skriv det med sju eller åtte sifre.
peppol-se-r-010 = Nummeret er ikke et plusgiro. Skriv det med to til åtte sifre.
peppol-json = Filen kan ikke leses som en faktura i JSON: { $detail }. Rett filen og prøv igjen.

## Where in the invoice

peppol-place-seller = Selgeren
peppol-place-buyer = Kjøperen
peppol-place-invoice = Fakturaen
peppol-place-lines = Linjene
peppol-place-account = Kontoen
