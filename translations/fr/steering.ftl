nav-steering = Pilotage
nav-targets = Objectifs
steering-title = Pilotage { $year }
steering-of = { $name }, au { $day }. Seuls comptent les projets que vous lisez.
steering-years = Année
steering-opens = Un nombre souligné s’ouvre sur sa règle, sa source et ses dossiers.
steering-gauges = Réalisé, projection et objectif { $year }
steering-indicator = Indicateur
steering-done = Réalisé
steering-position = Position
steering-expected = Projection
steering-target = Objectif
steering-verified = vérifiés
steering-stated = déclaré
steering-baseline = { $figure } au départ
steering-as-of = au { $date }
steering-announced = annoncés : + { $figure }
steering-unstated = non relevé
steering-undisclosed = non dit
steering-no-target = Aucun objectif pour cette année : les jauges montrent le réalisé seul.
steering-no-target-reader = Ceux qui fixent les objectifs de l’organisation les notent ici.
steering-aside =
    { $n ->
        [one] Un projet dont vous ne voyez que la carte n’est dans aucun de ces nombres.
        *[other] { $n } projets dont vous ne voyez que la carte ne sont dans aucun de ces nombres.
    }
steering-by-axis = Par axe
steering-ongoing = En cours aujourd’hui
steering-jobs = Emplois
steering-part = Part des emplois
steering-no-axis = Hors axe
steering-distinct = Projets distincts
steering-pace = Réussites au fil de l’année
steering-pace-help = Projets vérifiés, cumulés par mois de décision. En pointillés, un rythme régulier vers l’objectif.
steering-pace-description = { $n } projets vérifiés à ce jour
steering-month = Mois
steering-quarter = T{ $quarter } { $year }
steering-quarter-column = Trimestre de qualification
steering-conversion-help = Aboutis sur qualifiés. Hachuré : si tout ce qui est en cours aboutissait.
steering-conversion-description = Part des projets aboutis, par trimestre de qualification
steering-too-few = trop peu pour le dire
steering-delays-help = De la piste au premier contact, pour les pistes ouvertes dans l’année.
steering-hours =
    { $n ->
        [one] { $n } heure ouvrée
        *[other] { $n } heures ouvrées
    }
steering-days =
    { $n ->
        [one] un jour ouvré
        *[other] { $n } jours ouvrés
    }
steering-range = { $low } à { $high }
steering-apart = À part
steering-apart-help = Jamais ajouté aux emplois annoncés ni à l’objectif d’emplois.
steering-amount-silent =
    { $n ->
        [one] { $figure }, un projet sans nombre
        *[other] { $figure }, { $n } projets sans nombre
    }
steering-ratios = Ratios des objectifs
steering-ratios-help = indicatifs
percent = { $n } %
percent-range = { $low } à { $high } %
legend-verified = vérifié
legend-announced = annoncé
legend-expected = projection, 8 fois sur 10
legend-target = objectif
legend-pace = rythme régulier à ce jour
table-of = Tableau : { $name }
chart-table = Les nombres de ce graphique
gauge-done = réalisé : { $figure }
gauge-expected = projection : { $figure }
gauge-aim = objectif : { $figure }
indicator-wins = Projets aboutis
indicator-what-wins = Projets que l’entreprise a décidés, prouvés par écrit et vérifiés par une autre personne que le référent.
indicator-rule-wins = Projets distincts de votre organisation, vérifiés, comptés à la date de décision. Un projet dont la date déborde sur une autre année fait du nombre une fourchette. Un projet partagé compte une fois ; abandonné après vérification, il ne compte plus.
indicator-warning-wins = Avoir accompagné un projet n’est pas l’avoir causé : une bonne part des investisseurs seraient venus de toute façon.
indicator-jobs = Emplois annoncés à trois ans
indicator-what-jobs = Emplois que les entreprises annoncent à trois ans, pour les projets vérifiés.
indicator-rule-jobs = Somme de ce que disent les projets vérifiés. Une fourchette reste une fourchette, « plus de 60 » rend le total ouvert. Les emplois maintenus et les CDI intérimaires ne sont pas dedans. Un projet sans nombre est compté à part, pas pour zéro.
indicator-warning-jobs = Annoncés n’est pas créés. Un transfert depuis le même territoire n’y crée rien : il est montré à part, car le lieu d’origine n’est pas codé.
indicator-safeguarded-jobs = Emplois maintenus
indicator-what-safeguarded-jobs = Emplois qui auraient disparu sans l’opération.
indicator-rule-safeguarded-jobs = Somme de ce que disent les projets vérifiés, à part des emplois annoncés.
indicator-warning-safeguarded-jobs = Jamais ajoutés aux emplois créés : ce ne sont pas les mêmes.
indicator-agency-jobs = CDI intérimaires
indicator-what-agency-jobs = Contrats à durée indéterminée passés avec une agence d’intérim.
indicator-rule-agency-jobs = Somme de ce que disent les projets vérifiés, sur une ligne séparée.
indicator-warning-agency-jobs = Comptés en silence avec les autres, ils ont déjà fait passer une hausse nationale de 7 % pour une hausse de 31 %.
indicator-capex = Investissement
indicator-what-capex = Montants que les entreprises investissent, pour les projets vérifiés.
indicator-rule-capex = Trois lignes qui ne s’additionnent pas : ce que l’entreprise dit, ce qui est estimé, ce que l’on ne sait pas. Chaque monnaie reste la sienne. Seul ce que l’entreprise dit se compare à un objectif.
indicator-warning-capex = Toutes les entreprises ne disent pas leur montant : ce total ne se compare pas d’une année à l’autre sans le nombre de celles qui se taisent.
indicator-conversion = Transformation
indicator-what-conversion = Part des projets qualifiés qui aboutissent.
indicator-rule-conversion = Aboutis et vérifiés sur qualifiés, par trimestre de première qualification. Tant que des projets sont en cours, c’est une fourchette : de ce qui est acquis à ce qui le serait si tout aboutissait. En dessous de trois projets, rien n’est dit.
indicator-warning-conversion = Ne se compare pas à un taux sur tous les contacts de l’année, qui mêle des projets d’âges différents.
indicator-first-response = Première réponse
indicator-what-first-response = Temps entre l’ouverture d’une piste et le premier contact avec une personne.
indicator-rule-first-response = Médiane, et délai tenu neuf fois sur dix, des pistes ouvertes dans l’année : temps ouvré, du lundi au vendredi de 9 à 18 heures, jours fériés exclus, jusqu’à « Contact établi ». Celles qui attendent encore sont dites à part.
indicator-warning-first-response = Un accusé de réception n’est pas une réponse. Sans les pistes en attente, la médiane flatte.
indicator-ambassadors = Ambassadeurs
indicator-what-ambassadors = Membres du réseau qui parle pour le territoire à l’étranger.
indicator-rule-ambassadors = Le dernier nombre déclaré à la fin de l’année, avec sa date et sa source. Rien n’est recompté.
indicator-warning-ambassadors = Inscrit n’est pas actif : compter les membres ne dit pas combien agissent.
indicator-budget = Budget
indicator-what-budget = Ce que le conseil d’administration a voté, et ce qui en est engagé.
indicator-rule-budget = Objectif : le montant voté. Réalisé : le dernier montant engagé déclaré dans l’année, avec sa date et sa source.
indicator-warning-budget = Le budget finance aussi l’influence, les ambassadeurs et l’accueil : ce n’est pas le coût des implantations.
definition = Définition
definition-counts = Compte
definition-date = Date
definition-source = Source
definition-records = Dossiers
definition-record = Projet
definition-state = État
definition-brings = Apporte
definition-decided = Décidé au plus tard le
definition-unsure = peut-être une autre année
definition-open = Définition et dossiers
definition-as-of = Année { $year }, lue le { $day }
definition-target-source = objectif : { $source } ; réalisé : les projets
definition-source-records = Les projets de votre organisation et le journal de leurs étapes.
definition-source-stated = Ce que vos collègues déclarent, avec sa date et sa source.
definition-counted = { $n } comptés.
definition-listed =
    { $n ->
        [0] Aucun.
        [one] Un projet.
       *[other] { $n } projets.
    }
definition-empty = Aucun projet
definition-empty-help = Un projet apparaît ici quand l’entreprise a décidé, et compte une fois vérifié.
definition-empty-help-first-response = Une piste apparaît ici le jour de son ouverture.
definition-empty-help-conversion = Un projet apparaît ici quand il a été qualifié.
definition-waited = Première réponse en
definition-opened = Ouverte le
definition-cohort = Cohorte
definition-qualified = Qualifié le
lead-answered = répondue
lead-waits = attend encore
fate-won = abouti
fate-open = en cours
fate-over = perdu ou abandonné
part-silent = projets sans nombre
part-moved = dont projets de transfert
capex-disclosed = dit par l’entreprise
capex-estimated = estimé
capex-unknown = projets dont on ne sait rien
capex-beside =
    { $n ->
        [0] estimé { $estimated }
        [one] estimé { $estimated }, un projet inconnu
        *[other] estimé { $estimated }, { $n } projets inconnus
    }
cohort-qualified = Qualifiés
cohort-won = Aboutis
cohort-open = En cours
cohort-share = Part
cohort-of = { $won } sur { $qualified }
delay-median = médiane
delay-ninth-decile = tenu 9 fois sur 10
delay-waiting = attendent encore
delay-answered =
    { $n ->
        [0] aucune répondue
        [one] une répondue
        *[other] { $n } répondues
    }
delay-answered-column = répondues
ratio-jobs-per-project = emplois par projet
ratio-budget-per-project = budget par projet
ratio-budget-per-job = budget par emploi
ratio-rule-jobs-per-project = emplois visés, divisés par les projets visés
ratio-rule-budget-per-project = budget voté, divisé par les projets visés ; arrondi à l’euro
ratio-rule-budget-per-job = budget voté, divisé par les emplois visés ; arrondi à l’euro
ratio-records = aucun : le ratio porte sur des objectifs
ratio-warning = Le budget finance aussi l’influence, les ambassadeurs et l’accueil des talents : ce ne sont pas des coûts d’implantation.
observations = Ce qui est déclaré
observations-help = Chaque nombre garde sa date et sa source ; le dernier de l’année est celui de la jauge.
observations-empty = Rien n’est déclaré
observations-empty-help = Notez le nombre tel qu’il est dit, avec sa date et où il l’est.
observation-note = Noter
observation-withdraw = Retirer
targets-title = Objectifs { $year }
targets-help = Ce que votre organisation vise, tel que c’est dit, avec ses hypothèses et ses risques.
targets-empty = Aucun objectif
targets-empty-help = Un objectif porte un nombre, une année et, si vous voulez, un axe. Il s’écrit comme on le dit : 65, « plus de 60 », 3,170 M€.
target-new = Nouvel objectif
target-new-help = Pour l’ensemble ou pour un axe. Chaque version reste : un objectif se révise, il ne s’efface pas.
target-set = Fixer l’objectif
target-whole = L’ensemble
target-title = { $name } en { $year }
target-of-axis = { $name }, { $axis }
target-now = Ce qui est dit
target-version = Version
target-versions = Versions
target-noted = Noté
target-revise = Réviser
target-revise-help = La version en vigueur reste lisible, avec la raison de la nouvelle.
target-withdraw = Retirer cet objectif
target-withdraw-help = S’il n’aurait pas dû être noté. Il quitte les jauges ; ses versions restent.
target-withdrawn = Cet objectif est retiré : il n’est plus dans les jauges. Notez-en un autre si besoin.
firmness-wished = souhaité
firmness-aimed = visé
firmness-voted = voté
field-indicator = Indicateur
field-year = Année
field-baseline = Point de départ
field-firmness = Fermeté
field-hypotheses = Hypothèses
field-risks = Risques
field-statement = Code d’un chiffre des textes
hint-target-figure = Comme vous le diriez : 65, « plus de 60 », « 3,170 M€ ».
hint-baseline = D’où l’on part, si c’est dit : 400.
hint-target-decided = Quand il a été décidé : « 2 février 2021 ».
hint-hypotheses = Ce que l’objectif suppose.
hint-risks = Ce qui peut l’empêcher, par exemple « absence de visibilité ».
hint-statement = Facultatif : le code affiché dans « Sources et chiffres ».
hint-as_of = Comme vous le diriez : « fin mai », 31/05/2026.
hint-target-reason = Gardée avec la version.
error-target-known = Cet objectif existe déjà pour cette année et cet axe : ouvrez-le pour le réviser.
error-target-reason = Dites pourquoi : la raison reste avec l’objectif.
error-statement = Aucun chiffre des textes ne porte ce code.
error-statement-other = Le texte dit un autre chiffre sous ce code.
error-figure-number = Ceci se compte en nombre : 65, « plus de 60 ».
error-observation-counted = Cet indicateur se compte sur les projets : il ne se déclare pas.
forecast-title = Projection
forecast-until = Ce qui peut encore aboutir d’ici au { $day }
forecast-range = Fourchette
forecast-made-of = { $done } vérifiés, et { $more } à venir
forecast-left-out = projets laissés de côté
forecast-silent = { $n } sans nombre d’emplois
forecast-chances = Chances d’aboutir, par étape
forecast-chances-description = Part des projets vérifiés dans les { $days } jours qui ont suivi, par étape où ils étaient
forecast-stage = Étape
forecast-seen = Projets observés
forecast-probability = Chances, 8 fois sur 10
forecast-current = En cours aujourd’hui
forecast-checks = Ce qu’auraient valu les projections passées
forecast-no-checks = L’histoire est trop courte pour en refaire une.
forecast-held = Juste { $n } fois sur { $all }
forecast-made-on = Faite le
forecast-said = Annonçait
forecast-came = Sont venus
forecast-inside = Dans la fourchette
forecast-yes = oui
forecast-no = non
forecast-none = Pas de projection
forecast-too-little =
    { $n ->
        [0] Trop peu d’histoire pour une projection : aucun projet n’a été suivi aussi longtemps que le temps qui reste.
        [one] Trop peu d’histoire pour une projection : un seul projet a été suivi aussi longtemps que le temps qui reste.
        *[other] Trop peu d’histoire pour une projection : { $n } projets ont été suivis aussi longtemps que le temps qui reste.
    }
forecast-how = Comment elle est faite
forecast-step-looks = On regarde le portefeuille tel qu’il était il y a autant de jours qu’il en reste, puis chaque mois d’avant, deux ans au plus : quels projets étaient à quelle étape.
forecast-step-share = Pour chaque étape, quelle part était vérifiée autant de jours plus tard.
forecast-step-weight = Un projet observé plusieurs fois à la même étape ne pèse qu’une fois dans l’incertitude : moins on en a vu, plus la fourchette est large.
forecast-step-sum = On additionne les chances des projets en cours, on ajoute ceux qui, par le passé, sont arrivés et ont abouti dans le même temps, et l’on garde ce qui arrive huit fois sur dix.
forecast-step-enough = En dessous de { $stage } projets observés à une étape, ceux qui y sont restent de côté ; en dessous de { $all } en tout, il n’y a pas de projection.
forecast-limits = Elle suppose que demain ressemble à hier. Elle ne lit que les projets que vous lisez, et ne sait rien d’un projet que sa place dans les étapes.
