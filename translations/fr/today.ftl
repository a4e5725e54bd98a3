today-now = { $day }, { $hour }
today-period = Période
today-today = Aujourd’hui
today-week = Cette semaine
today-response = Ma première réponse
today-response-title = Délai de première réponse
today-response-rule = De l’ouverture d’une piste à son passage, par vous, à « Contact établi ». Médiane des 30 derniers jours. Objectif : deux jours ouvrés, comptés du lundi au vendredi de 9 à 18 heures, jours fériés exclus.
today-response-period = médiane sur 30 jours
today-response-none = pas encore de réponse à compter
today-response-table = Réponses par délai, 30 derniers jours
today-delay = Délai
today-answers = Réponses
today-same-day = moins d’un jour ouvré
today-within = un à deux jours ouvrés
today-after = après l’objectif
today-kept = dans l’objectif
today-of = { $n } sur { $all }
unit-day = j
unit-hour = h
today-answer = Répondre
today-answer-help = L’horloge tourne depuis l’ouverture de la piste.
today-answer-why = Personne n’est encore noté comme rencontré. Prenez contact, puis renseignez-le.
today-answer-do = Noter le contact
today-move-why = Un contact est noté. Faites passer la piste à « Contact établi ».
today-since =
    { $n ->
        [0] ouverte aujourd’hui
        [one] ouverte hier
        *[other] ouverte il y a { $n } j
    }
today-steps = Faire, et pourquoi
today-last-said = dernier échange le { $day }
today-readings = Relire
today-readings-why = Vous êtes le second lecteur : c’est à vous de faire passer ce projet à « Qualifié ».
today-readings-do = Relire
today-stale = Qui stagne
today-waking = À revoir
today-waking-why = Vous aviez dit que vous y reviendriez.
today-waking-do = Dire ce qu’il devient
today-empty = Rien ne vous attend
today-empty-help = Vos pistes sans contact, vos prochaines étapes et vos relectures paraîtront ici, chacune avec sa raison.
search-title = Recherche
search-found =
    { $n ->
        [0] Aucun résultat pour « { $asked } »
        [one] Un résultat pour « { $asked } »
        *[other] { $n } résultats pour « { $asked } »
    }
search-do = Chercher
search-empty = Que cherchez-vous ?
search-none = Rien de visible par vous ne correspond
search-help = Une référence, le début d’un nom, ou des mots. Les accents ne comptent pas, et une lettre fausse est pardonnée.
today-registers = Registres qui diffèrent de ce qui est publié
today-register-gap = Écart
today-register = { $declared } membres publiés, { $named } nommés au registre.
today-merges = Fusions proposées entre organisations
today-merge = Proposée par { $who }.
