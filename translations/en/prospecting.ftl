companies-visible =
    { $n ->
        [0] No company followed
        [one] One company followed
        *[other] { $n } companies followed
    }
companies-empty = No company followed
companies-empty-help = A company file keeps your organisation’s contacts and interactions. Nobody else sees it.
company-new = Company
company-new-title = New company
company-add = Add the company
company-change = Change the company
company-help = The file stays with your organisation until you show it.
company-homonym = It is another company
company-known-open = Open the known company
company-aside = Projects and contacts
company-no-project = No project with this company.
column-last = Last interaction
contacts = Contacts
contacts-empty = No contact. The first one opens the stage “Contact made”.
contact-add = Contact
interactions = Interactions
interactions-empty = No interaction logged.
interaction-log = Log an interaction
next-step = Next step
step-do = Done
step-done = done
channel-call = Call
channel-video = Video call
channel-meeting = Meeting
channel-mail = E-mail
channel-event = Fair or event
basis-legitimate-interest = Legitimate interest, person informed
basis-consent = Consent
basis-contract = Contract
field-contact_name = First name and name
field-job = Job
field-email = E-mail address
field-phone = Telephone
field-legal_basis = Legal basis
field-channel = Channel
field-held_on = Date
field-summary = What was said
field-next_step = Next step
field-next_due = By when
hint-held_on = Today if you leave it empty. Otherwise: “3 June”, 03/06/2026.
hint-company-name = The legal name, as the company writes it.
hint-siren = 9 digits, for a French company.
error-legal-basis = Say why these data may be kept.
error-held-on = Date not understood, or still to come. An interaction has already taken place.
error-next-due = Say by when: a step without a date is forgotten.
error-next-step = Say what is to be done by this date.
done-company-added = Company added, with your organisation’s file.
done-contact-added = Contact added.
done-interaction-logged = Interaction logged.
done-step = Noted.
company-keep-role = Your role lets you read, not keep files on companies. Ask an officer or a manager of your organisation.
