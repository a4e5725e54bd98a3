today-now = { $day }, { $hour }
today-period = Period
today-today = Today
today-week = This week
today-response = My first answer
today-response-title = Time to first answer
today-response-rule = From the opening of a lead to its move, by you, to “Contact made”. Median of the last 30 days. Objective: two working days, counted Monday to Friday from 9 to 18, French public holidays left out.
today-response-period = median over 30 days
today-response-none = no answer to count yet
today-response-table = Answers by delay, last 30 days
today-delay = Delay
today-answers = Answers
today-same-day = under one working day
today-within = one to two working days
today-after = after the objective
today-kept = within the objective
today-of = { $n } of { $all }
unit-day = d
unit-hour = h
today-answer = Answer
today-answer-help = The clock has run since the lead was opened.
today-answer-why = Nobody is noted as met yet. Make contact, then fill it in.
today-answer-do = Note the contact
today-move-why = A contact is noted. Move the lead to “Contact made”.
today-since =
    { $n ->
        [0] opened today
        [one] opened yesterday
        *[other] opened { $n } days ago
    }
today-steps = Do, and why
today-last-said = last interaction on { $day }
today-readings = Read again
today-readings-why = You are the second reader: it is for you to move this project to “Qualified”.
today-readings-do = Read
today-stale = Standing still
today-waking = To look at again
today-waking-why = You said that you would come back to it.
today-waking-do = Say what becomes of it
today-empty = Nothing awaits you
today-empty-help = Your leads without contact, your next steps and your readings will appear here, each with its reason.
search-title = Search
search-found =
    { $n ->
        [0] No result for “{ $asked }”
        [one] One result for “{ $asked }”
        *[other] { $n } results for “{ $asked }”
    }
search-do = Search
search-empty = What are you looking for?
search-none = Nothing visible to you matches
search-help = A reference, the beginning of a name, or words. Accents do not count, and one wrong letter is forgiven.
today-registers = Registers that differ from what is published
today-register-gap = Gap
today-register = { $declared } members published, { $named } named in the register.
today-merges = Merges proposed between organisations
today-merge = Proposed by { $who }.
