## Texts of whole pages, in Markdown

about-text =
    Samverk är en gemensam arbetsbänk för kommuner, regioner och myndigheter som utvecklar digitala tjänster tillsammans. Här finns deras initiativ, mål, möten, samarbeten och organisationer på ett ställe, så att alla ser vad som pågår, vem som ansvarar och vad som är beslutat.

    # Vem ser vad

    Varje post har en ägande organisation, som bestämmer vem som får se den. Det som är öppet för alla går att läsa utan konto. Sidan [Vem får göra vad](/sv/rights) visar reglerna.

    # Öppna data

    Varje lista går att hämta som CSV, XLSX eller JSON, med de filter du har valt. Varje post har en beständig länk, som fortsätter att fungera även om posten byter namn.

    # Historik

    Varje ändring sparas med tid och, för dem som är inloggade, vem som gjorde den. En tidigare version kan återställas.

    # Öppen licens

    Samverk är fri programvara under licensen EUPL-1.2. Den som vill får använda, granska och ändra programmet på licensens villkor.

privacy-text =
    Den organisation som driver installationen ansvarar för personuppgifterna här. Samverk håller så få personuppgifter som möjligt.

    # Vilka uppgifter som finns

    - Konton: namn, e-postadress, språk, roller och lösenordet i en form som inte går att läsa.
    - Inloggningar: när du loggade in, när du senast var aktiv och vilken webbläsare du använde. En inloggning upphör efter 30 minuter utan användning och senast efter 12 timmar.
    - Misslyckade försök att logga in räknas för att hindra gissningar. Adresserna sparas då bara som kontrollsummor.
    - Historik: vem som har gjort en ändring och när. Allmänheten ser inte vem.
    - Kontaktpersoner: namn, befattning, organisation, e-post och telefon. De får bara finnas med samtycke eller om personen har en offentlig roll, och alltid med ett datum då de ska raderas. Allmänheten ser inte namn, e-post eller telefon.

    # Kakor

    När du loggar in sätts en enda kaka. Den behövs för att du ska vara inloggad. Ingen spårning görs och inget hämtas från andra webbplatser.

    # Dina rättigheter

    Enligt dataskyddsförordningen (GDPR) har du rätt att få veta vilka uppgifter som finns om dig, få fel rättade och i många fall få uppgifter raderade. Vänd dig till den organisation som driver installationen. När en kontaktperson raderas försvinner personuppgifterna ur posten, ur tidigare versioner, ur filer och ur förslag. Det som står kvar är att något har raderats.

    Är du inte nöjd med svaret kan du klaga hos Integritetsskyddsmyndigheten i Sverige eller Datatilsynet i Norge.

accessibility-text =
    Samverk ska gå att använda för alla. Målet är att uppfylla WCAG 2.2 på nivå AA.

    # Så har det prövats

    - Sidorna prövas automatiskt med verktyget axe på svenska, norska och engelska, med ljusa och mörka färger.
    - De prövas i ett fönster som är 320 pixlar brett, med enbart tangentbord och utan JavaScript.
    - Figurer har samma uppgifter i en tabell.

    # Vad vi inte vet

    Samverk är ännu inte prövat med skärmläsare av personer som använder sådana till vardags. Automatiska prov hittar bara en del av alla brister. Det kan därför finnas hinder som vi inte känner till. Bifogade filer och texter som användare skriver kan också ha brister.

    # Säg till om något hindrar dig

    Kontakta den organisation som driver installationen. Berätta vilken sida det gäller, vad du ville göra och vad som hindrade dig.

    # Tillsyn

    I Sverige utövar Myndigheten för digital förvaltning (Digg) tillsyn över webbtillgängligheten. I Norge gör Tilsynet for universell utforming av ikt (Uutilsynet) det. Får du inget svar, eller ett svar som du inte är nöjd med, kan du anmäla det dit.
