## Who pays what

share-sum = Sum
share-joiner-pays = The new member pays
share-to-cooperation = of which to the cooperation
share-refund = Refund
share-after = paid in all after that
share-no-purchase = This is no payment for goods or services: the member bears its part of a common cost by the key, and the others get back what they have borne too much.
fair-core = No group would be cheaper off alone.
fair-blocking = { $group } pay { $pays } together and would pay { $alone } alone.
