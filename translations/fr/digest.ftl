digest-title = Ce qui a changé
digest-help = Ce que d’autres ont fait sur ce que vous lisez. Ni vos propres gestes, ni ce qui ne vous est pas montré.
digest-reach = Sur quoi
digest-period = Période
digest-reach-mine = Ce que je suis
digest-reach-organisation = Tout ce que tient mon organisation, et ce qu’on lui montre
digest-days =
    { $n ->
        [one] Un jour
       *[other] { $n } jours
    }
digest-empty = Rien n’a changé
digest-empty-help = Vous suivez les projets qui vous nomment et les entreprises sur lesquelles vous avez noté un échange depuis un an. Allongez la période, ou regardez tout ce que tient votre organisation.
digest-earlier = Plus tôt
digest-moment = { $day }, { $hour }
digest-record = { $kind } { $title }
digest-times = { $what } ({ $n } fois)
digest-rhythm = Recevoir le point par courriel
digest-rhythm-help = Un seul courriel, le matin, et seulement s’il y a du nouveau.
digest-rhythm-do = Enregistrer
digest-rhythm-of = Pour { $email }.
digest-rhythm-now = Aujourd’hui : { $rhythm }.
field-rhythm = À quel rythme
field-about = Sur quoi
rhythm-never = Jamais
rhythm-daily = Chaque jour ouvré
rhythm-weekly = Chaque lundi
done-rhythm = C’est noté.
error-moment = Une date et une heure, comme 2026-11-30T08:00:00Z.
digest-subject = { $instance } : ce qui a changé
digest-opening =
    Bonjour { $name },

    { $n ->
        [one] Une fiche que vous suivez a changé depuis le { $day }.
       *[other] { $n } fiches que vous suivez ont changé depuis le { $day }.
    }
digest-more =
    { $n ->
        [one] Une autre fiche a changé.
       *[other] { $n } autres fiches ont changé.
    }
digest-more-acts =
    { $n ->
        [one] et un autre geste
       *[other] et { $n } autres gestes
    }
digest-end =
    Tout voir : { $url }

    Changer de rythme, ou ne plus rien recevoir, sans vous connecter : { $rhythm }
