## Rules of Peppol BIS Billing 3 that an invoice breaks

peppol-br-02 = The number of the invoice is missing or longer than 300 characters. Write a shorter one, for example 2014-1.
peppol-br-03 = The day of the invoice is missing or wrongly written. Write year, month and day as 2014-01-31.
peppol-br-06 = The name of the seller is missing or longer than 300 characters. Write the name as it is registered.
peppol-br-07 = The name of the buyer is missing or longer than 300 characters. Write the name as it is registered.
peppol-br-16 = The invoice has no lines, or more than 10,000. Write at least one line, or divide the invoice.
peppol-br-24 = The amount of the line is missing or cannot be read. Write it with a point and at most two decimals, as 69461.00.
peppol-br-25 = The name of the line is missing or longer than 300 characters. Write in short what the line is for.
peppol-br-50 = The account number is no valid IBAN, or the account is neither Bankgiro, Plusgiro nor IBAN. Correct the number, or choose one of the three.
peppol-br-55 = The number of the earlier invoice is missing. Write the number of the invoice that is credited or set right.
peppol-br-cl-04 = The currency is missing or cannot be invoiced in. Choose SEK, NOK, EUR or DKK.
peppol-br-cl-14 = The country is missing or is another than Sweden and Norway. Choose Sweden (SE) or Norway (NO).
peppol-br-cl-18 = The kind of VAT of the line is missing or unknown. Write O for outside the scope of VAT, E for exempt, Z for nought per cent or S for a rate.
peppol-br-co-25 = The last day of payment is missing. Write it as 2014-03-02.
peppol-br-o-11 = Lines outside the scope of VAT (O) cannot stand among other lines. Write one invoice for them and one for the others.
peppol-br-s-02 = The lines are within the scope of VAT (S, E or Z), but the seller is not registered for VAT. Say that the seller is registered, or that all lines are outside (O).
peppol-br-s-05 = The rate of VAT is missing or does not exist in the country of the seller. Write 12, 15 or 25 for a Norwegian seller.
peppol-peppol-common-r041 = The organisation number is missing or wrong. Write the nine digits with the right check digit on the organisation’s page or in the file.
peppol-peppol-common-r049 = The organisation number is missing or wrong. Write the ten digits with the right check digit on the organisation’s page or in the file.
peppol-peppol-en16931-f001 = The last day of payment stands as “{ $detail }”. Write year, month and day as 2014-03-02.
peppol-peppol-en16931-r003 = The reference of the buyer is missing. Write for example a cost centre or a person.
peppol-peppol-en16931-r120 = The lines make less than nothing together. Write a credit note, where what is credited is amounts above nothing.
peppol-se-r-006 = The rate of VAT is missing or does not exist in Sweden. Write 6, 12 or 25.
peppol-se-r-009 = The number is no Bankgiro number. Write it with seven or eight digits.
peppol-se-r-010 = The number is no Plusgiro number. Write it with two to eight digits.
peppol-json = The file cannot be read as an invoice in JSON: { $detail }. Correct the file and try again.

## Where in the invoice

peppol-place-seller = The seller
peppol-place-buyer = The buyer
peppol-place-invoice = The invoice
peppol-place-lines = The lines
peppol-place-account = The account
