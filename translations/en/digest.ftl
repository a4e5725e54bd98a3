digest-title = What changed
digest-help = What others did on what you read. Neither what you did yourself, nor what is not shown to you.
digest-reach = About what
digest-period = Period
digest-reach-mine = What I follow
digest-reach-organisation = Whatever my organisation keeps, and what it is shown
digest-days =
    { $n ->
        [one] One day
       *[other] { $n } days
    }
digest-empty = Nothing changed
digest-empty-help = You follow the projects that name you and the companies on which you noted an exchange within a year. Look further back, or at whatever your organisation keeps.
digest-earlier = Earlier
digest-moment = { $day }, { $hour }
digest-record = { $kind } { $title }
digest-times = { $what } ({ $n } times)
digest-rhythm = Get the news by mail
digest-rhythm-help = One mail, in the morning, and only when something is new.
digest-rhythm-do = Save
digest-rhythm-of = For { $email }.
digest-rhythm-now = Today: { $rhythm }.
field-rhythm = How often
field-about = About what
rhythm-never = Never
rhythm-daily = Every working day
rhythm-weekly = Every Monday
done-rhythm = Noted.
error-moment = A date and a time, such as 2026-11-30T08:00:00Z.
digest-subject = { $instance }: what changed
digest-opening =
    Hello { $name },

    { $n ->
        [one] One record that you follow has changed since { $day }.
       *[other] { $n } records that you follow have changed since { $day }.
    }
digest-more =
    { $n ->
        [one] One other record changed.
       *[other] { $n } other records changed.
    }
digest-more-acts =
    { $n ->
        [one] and one other act
       *[other] and { $n } other acts
    }
digest-end =
    See everything: { $url }

    Change how often, or get nothing any more, without signing in: { $rhythm }
