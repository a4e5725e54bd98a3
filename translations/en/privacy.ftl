request-undecided =
    { $n ->
        [one] One line only bears the same name.
        *[other] { $n } lines only bear the same name.
    }
request-choose-help = Tick what is about this person: only the lines that are ticked go into the answer and are erased. What bears the address or hangs on the record is ticked already; what only bears the name may be about a namesake, and is for you to tell.
request-choose = Save the choice
request-see = Look
request-full = Only the first { $n } lines are shown, the surest first. Note the person’s e-mail address on a new request to sort them better.
request-none-chosen = No line is ticked: nothing would be erased. Tick what is about this person, save the choice, then erase.
request-erase-count =
    { $n ->
        [0] No line is retained.
        [one] One line is retained.
        *[other] { $n } lines are retained.
    }
done-request-chosen = Choice saved.
surety-address = by address
surety-identity = by record
surety-name = same name only
held-class = class
held-detail = kind
held-position = kind
held-duty = duty
held-title_en = title in English
held-tier = tier
held-authority = given by
held-rank = rank
held-valid_from = from
held-valid_until = until
held-informed_on = informed on
held-contact_role = role
held-left_on = left on
held-last_contact_on = last exchange on
held-noted_on = noted on
held-since = since
held-until = until
held-passage = passage
answer-title = What we hold on { $name }
answer-file = answer
answer-print-help = Print this page from your browser (Ctrl+P), or save it as PDF: menus are left out.
answer-nothing = { $organisation } holds nothing on you.
answer-why = What for, and for how long
answer-recipients = Who is shown it
answer-shown = May see the records named above today:
answer-opened = Opened them in the last six months:
answer-opened-by = { $organisation }, last on { $day }
recipient-everyone = the public
recipient-network = every member of the instance
recipient-public-members = the public organisations that are members of the instance
answer-rights-help = You may ask that these data be corrected or erased, that their use be restricted, or object to their use (GDPR, articles 16 to 18 and 21). Consent may be withdrawn at any time.
answer-contact = Write to { $organisation }, or to { $address }.
answer-contact-organisation = Write to { $organisation }, which answers within a month.
answer-complaint = If the answer does not satisfy you, you may complain to the Commission nationale de l’informatique et des libertés: 3, place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, France; cnil.fr.
answer-automated = No decision is taken about you by a machine alone, and your data serve no profiling.
person-erased-name = Person erased
person-erased-on = This person was erased on { $day }, at their request or at the end of the retention period. Nothing is left but this empty record, which no longer changes: what others did with them keeps its place.
person-erased = This person was erased: nothing is noted of them any more. If you work with them again, add them as a new person.
