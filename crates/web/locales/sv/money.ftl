## Who pays what

share-sum = Summa
share-joiner-pays = Den nya medlemmen betalar
share-to-cooperation = varav till samverkan
share-refund = Återbetalning
share-after = betalat i allt därefter
share-no-purchase = Detta är ingen betalning för en vara eller tjänst: medlemmen bär sin del av en gemensam kostnad enligt nyckeln, och de andra får tillbaka vad de har burit för mycket.
fair-core = Ingen grupp skulle klara sig billigare för sig själv.
fair-blocking = { $group } betalar { $pays } tillsammans och skulle för sig själva betala { $alone }.
