accessibility-aim = This service aims to conform to WCAG 2.2 level AA and the French RGAA 4: it works without JavaScript and by keyboard, and each error says what to do.
accessibility-checked = Checked at each version, on every page: the automatic rules of axe-core, 1280 and 390 pixels wide.
accessibility-not-checked = Not yet checked: screen readers, 400 % zoom, forced colours. No audit has been made by a third party.
accessibility-contact = Something in the way? Write to the administrator of this instance.
accessibility-contact-at = Something in the way? Write to
accessibility-data-protection = Your personal data? Write to
