## Rules of Peppol BIS Billing 3 that an invoice breaks

peppol-br-02 = Fakturans nummer saknas eller är längre än 300 tecken. Skriv ett kortare, till exempel 2014-1.
peppol-br-03 = Fakturadagen saknas eller är fel skriven. Skriv år, månad och dag som 2014-01-31.
peppol-br-06 = Säljarens namn saknas eller är längre än 300 tecken. Skriv namnet som det är registrerat.
peppol-br-07 = Köparens namn saknas eller är längre än 300 tecken. Skriv namnet som det är registrerat.
peppol-br-16 = Fakturan har inga rader, eller fler än 10 000. Skriv minst en rad, eller dela upp fakturan.
peppol-br-24 = Radens belopp saknas eller går inte att läsa. Skriv det med punkt och högst två decimaler, som 69461.00.
peppol-br-25 = Radens namn saknas eller är längre än 300 tecken. Skriv kort vad raden gäller.
peppol-br-50 = Kontonumret är inget giltigt IBAN, eller så är kontot varken bankgiro, plusgiro eller IBAN. Rätta numret, eller välj ett av de tre.
peppol-br-55 = Numret på den tidigare fakturan saknas. Skriv numret på fakturan som krediteras eller rättas.
peppol-br-cl-04 = Valutan saknas eller går inte att fakturera i. Välj SEK, NOK, EUR eller DKK.
peppol-br-cl-14 = Landet saknas eller är ett annat än Sverige och Norge. Välj Sverige (SE) eller Norge (NO).
peppol-br-cl-18 = Radens slag av moms saknas eller är okänt. Skriv O för utanför momsens tillämpningsområde, E för undantaget, Z för noll procent eller S för en skattesats.
peppol-br-co-25 = Sista betalningsdag saknas. Skriv den som 2014-03-02.
peppol-br-o-11 = Rader utanför momsens tillämpningsområde (O) får inte stå bland andra rader. Skriv en faktura för dem och en för de andra.
peppol-br-s-02 = Raderna är inom momsens tillämpningsområde (S, E eller Z), men säljaren är inte registrerad för moms. Ange att säljaren är registrerad, eller att alla rader är utanför (O).
peppol-br-s-05 = Momssatsen saknas eller finns inte i säljarens land. Skriv 12, 15 eller 25 för en norsk säljare.
peppol-peppol-common-r041 = Organisationsnumret saknas eller är fel. Skriv de nio siffrorna med rätt kontrollsiffra på organisationens sida eller i filen.
peppol-peppol-common-r049 = Organisationsnumret saknas eller är fel. Skriv de tio siffrorna med rätt kontrollsiffra på organisationens sida eller i filen.
peppol-peppol-en16931-f001 = Sista betalningsdag står som ”{ $detail }”. Skriv år, månad och dag som 2014-03-02.
peppol-peppol-en16931-r003 = Köparens referens saknas. Skriv till exempel ett kostnadsställe eller en person.
peppol-peppol-en16931-r120 = Raderna blir mindre än noll tillsammans. Skriv en kreditfaktura, där det som krediteras är belopp över noll.
peppol-se-r-006 = Momssatsen saknas eller finns inte i Sverige. Skriv 6, 12 eller 25.
peppol-se-r-009 = Numret är inget bankgiro. Skriv det med sju eller åtta siffror.
peppol-se-r-010 = Numret är inget plusgiro. Skriv det med två till åtta siffror.
peppol-json = Filen går inte att läsa som en faktura i JSON: { $detail }. Rätta filen och försök igen.

## Where in the invoice

peppol-place-seller = Säljaren
peppol-place-buyer = Köparen
peppol-place-invoice = Fakturan
peppol-place-lines = Raderna
peppol-place-account = Kontot
