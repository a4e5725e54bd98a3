-- One person signs in to one account: whoever is known already is given his account, not a second identity.
create unique index account__person on account (person);
