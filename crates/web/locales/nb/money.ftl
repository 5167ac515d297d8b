## Who pays what

share-sum = Sum
share-joiner-pays = Det nye medlemmet betaler
share-to-cooperation = hvorav til samarbeidet
share-refund = Tilbakebetaling
share-after = betalt i alt deretter
share-no-purchase = Dette er ikke betaling for en vare eller tjeneste: medlemmet bærer sin del av en felles kostnad etter nøkkelen, og de andre får tilbake det de har båret for mye.
fair-core = Ingen gruppe ville klare seg billigere for seg selv.
fair-blocking = { $group } betaler { $pays } sammen og ville for seg selv betale { $alone }.
