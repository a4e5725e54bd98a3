stage-signal = Piste
stage-contact = Contact établi
stage-qualified = Qualifié
stage-consulted = Diffusé
stage-offers = Offres reçues
stage-visit = Visite, négociation
stage-decision = Décision
stage-won = Abouti, vérifié
stage-aftercare = Suivi
stages = Étapes du projet
progress = Avancement
projects-ongoing =
    { $n ->
        [0] Aucun projet en cours visible par vous
        [one] Un projet en cours visible par vous
        *[other] { $n } projets en cours visibles par vous
    }
projects-visible =
    { $n ->
        [0] Aucun projet visible par vous
        [one] Un projet visible par vous
        *[other] { $n } projets visibles par vous
    }
projects-empty = Aucun projet
projects-empty-help = Un projet commence par une piste : un nom de code, d’où elle vient, et l’entreprise ou la façon de la désigner.
projects-shadow =
    { $n ->
        [one] Un projet de { $owner }, dont vous voyez l’existence seule. Adressez-vous à cette organisation.
        *[other] { $n } projets de { $owner }, dont vous voyez l’existence seule. Adressez-vous à cette organisation.
    }
project-new = Piste
project-new-title = Nouvelle piste
project-new-help = Trois faits suffisent pour ouvrir une piste. Le reste se complète d’étape en étape.
project-open = Ouvrir la piste
project-title = Projet { $name }
project-change = Modifier le projet
project-change-help = Seuls les champs que vous changez sont vérifiés.
project-person-not-shared = La personne ne vous est pas montrée
project-company-not-shared = L’entreprise ne vous est pas montrée
project-share-referent = Seuls le référent du projet et les responsables de son organisation peuvent le montrer ou le retirer.
view-label = Présentation
view-board = Tableau
view-list = Liste
view-map = Carte
projects-map = Carte des projets
projects-map-total =
    { $n ->
        [0] Aucun projet dont vous lisez la localisation
        [one] Un projet dont vous lisez la localisation
       *[other] { $n } projets dont vous lisez la localisation
    }
projects-map-read = La carte ne montre que les projets dont vous lisez la localisation.
projects-map-places = Où sont les projets
projects-map-place =
    { $n ->
        [one] { $name } : un projet
       *[other] { $name } : { $n } projets
    }
projects-map-unplaced-many = Plus de { $n } projets ne sont pas placés : leur localisation manque, ou ne désigne pas un seul territoire.
projects-map-unplaced =
    { $n ->
        [one] Un projet n’est pas placé : sa localisation manque, ou ne désigne pas un seul territoire.
       *[other] { $n } projets ne sont pas placés : leur localisation manque, ou ne désigne pas un seul territoire.
    }
projects-map-empty = Aucun projet n’est placé
projects-map-empty-help = Écrivez dans la localisation d’un projet une commune, une intercommunalité, un département ou une région : il apparaîtra ici.
column-territory = Territoire
column-place = Précisément à
project-placed = Placé sur la carte : { $name } · { $kind }
project-not-placed = Non placé sur la carte : ces mots ne désignent pas un seul territoire.
territory-project = projet
territory-projects = Tous les projets de ce territoire
hint-location = Une commune, une intercommunalité, un département ou une région place le projet sur la carte ; si plusieurs communes portent ce nom, ajoutez le numéro du département : Saint-Denis (93).
board-empty-column = aucun projet
board-empty-column-help = Rien à cette étape.
board-no-jobs = emplois inconnus
board-jobs-hidden = emplois non montrés
board-jobs-unshown =
    { $n ->
        [one] { $jobs }, un projet non montré
        *[other] { $jobs }, { $n } projets non montrés
    }
board-jobs =
    { $n ->
        [one] un emploi
        *[other] { $n } emplois
    }
board-jobs-range = { $low } à { $high } emplois
board-jobs-least = au moins { $n } emplois
board-jobs-unknown =
    { $n ->
        [one] { $jobs }, un inconnu
        *[other] { $jobs }, { $n } inconnus
    }
board-usual = « Habituel » : la durée attendue à cette étape. Au-delà, elle est signalée.
jobs-said = { $jobs } emplois
jobs-said-collective = { $jobs } d’emplois
jobs-missing = emplois à préciser
days-in-stage =
    { $n ->
        [0] depuis aujourd’hui
        [one] un jour dans l’étape
        *[other] { $n } j dans l’étape
    }
days-late = { $n } j, habituel { $usual }
referent-is = référent : { $name }
referent-none = référent à nommer
column-project = Projet
column-stage = Étape
column-jobs = Emplois
column-referent = Référent
sort-recent = Trier par dernière modification
move = Déplacer
move-to = Déplacer { $name } vers
move-back = { $name }, en arrière
move-reason = Raison, pour revenir en arrière ou passer une étape
gate-for = Pour passer à « { $name } »
gate-complete = tout est renseigné
gate-fill = Compléter
gate-move = Passer à « { $name } »
gate-second-reader = second regard attendu : { $name }
refusal-jump = Un projet avance d’une étape à la fois. Passez d’abord à la suivante.
refusal-last = Le suivi est la dernière étape.
refusal-missing = Il manque des faits pour cette étape. Complétez-les, puis déplacez le projet.
refusal-second-reader = Cette étape demande un second regard : le second lecteur, ou un responsable qui n’est pas le référent, doit déplacer le projet.
refusal-reason = Revenir en arrière, ou passer une étape, demande une raison.
refusal-unknown-stage = Cette étape n’existe pas.
error-moved-by = { $name } vient de le passer à « { $stage ->
        [signal] Piste
        [contact] Contact établi
        [qualified] Qualifié
        [consulted] Diffusé
        [offers] Offres reçues
        [visit] Visite, négociation
        [decision] Décision
        [won] Abouti, vérifié
       *[aftercare] Suivi
    } ».
error-missing-for-stage =
    { $field ->
        [source] Origine à renseigner.
        [company] Entreprise à renseigner.
        [contact_person] Personne rencontrée à renseigner.
        [legal_basis] Base légale à renseigner.
        [referent] Référent à nommer.
        [second_reader] Second lecteur à nommer.
        [activity] Activité à renseigner.
        [sector] Secteur à renseigner.
        [operation] Type d’opération à renseigner.
        [competitors] Lieux concurrents à renseigner.
        [jobs] Emplois à renseigner.
        [calendar] Calendrier à renseigner.
        [requirements] Besoins à renseigner.
        [drivers] Critères de choix à renseigner.
        [investment_nature] Investissement ou réinvestissement à préciser.
        [likelihood] Chances d’aboutir à estimer.
        [anonymous_description] Description anonyme à rédiger.
        [previous_location] Implantation précédente à renseigner.
        [diffusion_mode] Mode de diffusion à choisir.
        [diffusion_consent] Accord de l’entreprise à recueillir.
        [answer_deadline] Date limite des réponses à fixer.
        [shortlist] Offres retenues à noter.
        [visit] Visites et points ouverts à noter.
        [landing_site] Site retenu à renseigner.
        [decided_on] Date de la décision à renseigner.
        [verifier] Vérificateur à nommer.
        [value] Investissement à renseigner.
        [value_basis] Source du montant à préciser.
        [safeguarded_jobs] Emplois maintenus à renseigner.
        [evidence] Preuve écrite à joindre.
        *[other] Un champ est à renseigner.
    }
error-count = Nombre non compris. Écrivez par exemple 90, « près de 90 », « 15 à 20 » ou « une vingtaine ».
error-count-unit = Ceci compte autre chose que des emplois. Écrivez 90, « près de 90 » ou « 15 à 20 emplois ».
error-count-whole = Un nombre d’emplois est entier, et ne dépasse pas un million. Écrivez 90 ou « près de 90 ».
error-money = Montant non compris. Écrivez par exemple « 3,2 M€ » ou « 15 à 20 M€ ».
error-money-unit = Précisez la monnaie : « 15 M€ », « 800 000 € ».
error-reason = Dites pourquoi : la raison est montrée à ceux qui gèrent la fiche.
facts-known = { $known } champs sur { $all }
group-identity = Identité
group-investor = Investisseur et équipe
group-operation = Opération
group-location = Localisation
group-value = Valeur, emplois, calendrier
group-needs = Besoins
field-code_name = Nom de code
field-source = Origine
field-anonymous_description = Description anonyme
field-company = Entreprise
field-sealed_company = Désignation, si le nom est tenu secret
field-contact_person = Personne rencontrée
field-referent = Référent
field-second_reader = Second lecteur
field-activity = Activité
field-sector = Secteur
field-operation = Type d’opération
field-function = Fonction
field-location = Localisation
field-competitors = Lieux concurrents
field-jobs = Emplois à trois ans
field-value = Investissement
field-calendar = Décision attendue
field-requirements = Besoins
field-drivers = Critères de choix
field-audience = Qui le voit d’abord
field-organisation = Organisation
field-level = Niveau
field-reason = Raison
field-until = Jusqu’au
field-fields = Champs
hint-code_name = Le nom dont tout le monde se sert. Il ne doit pas trahir l’entreprise.
hint-sealed_company = Par exemple « fabricant d’Europe centrale ».
hint-anonymous_description = Ce qui peut se dire sans révéler l’entreprise. Vue avec la carte.
hint-count = Comme vous le diriez : 90, « près de 90 », « 15 à 20 ».
hint-money = Comme vous le diriez : « 15 à 20 M€ ».
hint-reason = Montrée à ceux qui gèrent le projet, et gardée au journal.
hint-until = Comme vous le diriez : « fin juin », 30/06/2027. Dernier jour compris ; sans date, jusqu’à ce que vous le retiriez.
hint-company-too = Sinon, le nom de l’entreprise n’est pas montré, même à qui lit le projet.
audience-owner = Mon organisation
audience-network = Mon organisation, et la carte aux membres publics du réseau
audience-team = L’équipe { $name } seulement
source-agency = Agence
source-website = Site web
source-fair = Salon
source-ambassador = Ambassadeur
source-liaison-office = Bureau de liaison
source-operator = Opérateur
source-prescriber = Prescripteur
source-existing-investor = Investisseur déjà présent
source-other = Autre
operation-creation = Création
operation-extension = Extension
operation-takeover = Reprise
operation-takeover-extension = Reprise et extension
function-production = Production
function-research = Recherche et développement
function-logistics = Logistique
function-headquarters = Siège
function-sales = Commerce
function-services = Services
sector-agrifood = Agroalimentaire
sector-aerospace = Aéronautique et spatial
sector-automotive = Automobile
sector-biotech = Biotechnologies
sector-chemistry = Chimie
sector-digital = Numérique
sector-energy = Énergie
sector-finance = Finance
sector-greentech = Éco-activités
sector-health = Santé
sector-logistics = Logistique
sector-luxury = Mode, design et luxe
sector-mechanics = Mécanique
sector-social-economy = Économie sociale et solidaire
sector-tourism = Tourisme
sector-other = Autre
timeline = Chronologie
event-opened = Piste ouverte
event-changed = Faits modifiés
event-moved = Étape : { $from }, puis { $to }
event-shared = Montré à { $with } : { $level }
event-unshared = Retiré à { $with }
event-other = autre
event-somebody = une personne
access-title = Qui voit cette fiche
access-caption = Qui voit cette fiche, à quel niveau et pourquoi
access-who = Qui
access-sees = Voit
access-you = Vous
access-role =
    { $n ->
        [0] { $role } (personne encore)
        *[other] { $role } ({ $n })
    }
access-group =
    { $n ->
        [0] { $name }
        *[other] { $name } ({ $n })
    }
access-default-everyone = fiche publique
access-default-network = fiche montrée au réseau
access-default-owner = fiche de l’organisation
access-default-team = fiche restreinte à l’équipe
access-default-parent = comme la fiche dont elle dépend
access-company-too = avec la carte de l’entreprise
access-granted = { $reason }, le { $on }
access-granted-until = { $reason }, jusqu’au { $until }
share = Montrer
tab-sheet = Fiche
tabs-of-sheet = Parties de la fiche
share-title = Montrer ce projet
share-help = Une organisation à la fois, à un niveau, avec une raison. Les autres n’en sauront rien.
share-do = Montrer le projet
share-more = Montrer à une organisation
share-company-too = Montrer aussi la carte de l’entreprise
unshare = Retirer
done-project-opened = Piste ouverte. Elle n’est visible que de ceux qui sont listés ci-contre.
done-moved = Projet déplacé.
done-shared = Projet montré.
done-unshared = Projet retiré. Cette organisation ne le voit plus.
project-open-role = Votre rôle permet de lire, pas d’ouvrir un projet. Demandez à un chargé de mission ou à un responsable de votre organisation.
error-owner-only = Seule l’organisation qui a ouvert le projet change ce champ.
kept-company = Entreprise actuelle, non montrée
kept-referent = Référent actuel
kept-second_reader = Second lecteur actuel
event-glass = Accès exceptionnel pris par l’administrateur de l’instance
event-glass-ended = Accès exceptionnel terminé
share-circle = Cercle { $name } ({ $n ->
        [one] 1 membre
       *[other] { $n } membres
    }{ $private ->
        [0] { "" }
        [one] , dont 1 privé
       *[other] , dont { $private } privés
    })
stage-passed = étape passée
status-ongoing = En cours
status-delayed = Différé
status-dormant = En sommeil
status-lost = Perdu
status-abandoned = Abandonné
status-long-ongoing = En cours : on y travaille
status-long-delayed = Différé : il avance, plus tard que prévu
status-long-dormant = En sommeil : rien n’est attendu pour l’instant
status-long-lost = Perdu : l’entreprise a choisi un autre lieu
status-long-abandoned = Abandonné : l’entreprise renonce
status-change = Dire si le projet continue
status-look-again = à revoir le { $day }
status-lost-to = au profit de { $place }
status-if-over = S’il est perdu ou abandonné
standing-title = Statut et délais
cause-site = Pas de site qui convienne
cause-delay = Délai trop long
cause-cost = Coût
cause-labour = Main-d’œuvre
cause-aids = Aides
cause-market = Marché trop éloigné
cause-financing = Financement non bouclé
cause-internal = Décision interne au groupe
cause-silence = Plus de réponse
cause-other = Autre
stays-title = Temps passé à chaque étape
stays-help = Les pauses et le temps où le projet est différé ou en sommeil ne comptent pas.
stays-entered = Entrée
stays-days = Compté
stays-usual = Habituel
stays-n = { $n } j
pauses-title = Pauses
pauses-help = Une pause arrête les délais quand l’attente ne dépend pas de vous.
pause-begin = Mettre en pause
pause-end = Reprendre
pause-since = depuis le { $from }
pause-ended = du { $from } au { $to }
hint-pause-reason = Lue par qui lit la fiche : n’y nommez personne. Par exemple « l’entreprise attend son conseil d’administration ».
hint-status-reason = Gardée au journal.
hint-status-until = Comme vous le diriez : « fin septembre ». Demandé pour un projet différé ou en sommeil : il revient ce jour-là dans « Ma journée ».
hint-lost-to = Ville, région ou pays retenu.
hint-lessons = Ce que le territoire devrait changer.
hint-past = Comme vous le diriez : « 3 mars 2026 », « mars 2026 ».
hint-previous_location = Demandé pour un transfert.
hint-safeguarded_jobs = Pour une reprise : emplois qui auraient été perdus.
hint-diffusion_consent = Qui, dans l’entreprise, a donné son accord, et quand.
hint-verifier = Une autre personne que le référent et que celle qui a déclaré la décision.
done-status = Statut enregistré.
done-paused = Délais arrêtés.
done-resumed = Délais repris.
error-status-reason = Dites pourquoi : la raison est gardée au journal.
error-status-until = Dites quand revoir ce projet : une date à venir, comme « fin septembre ».
error-status-cause = Choisissez la cause : c’est elle que comptent les bilans.
error-pause-reason = Dites ce que l’on attend.
error-past = Cette date n’est pas encore passée, ou n’est pas comprise. Écrivez « 3 mars 2026 » ou « mars 2026 ».
error-verifies-himself = Le référent et le vérificateur sont deux personnes.
error-reads-himself = Le référent et le second lecteur sont deux personnes.
error-frozen = Ce champ est figé depuis la vérification du projet.
refusal-frozen = Ce projet est abouti et vérifié : il ne se modifie plus. Proposez une rectification, qu’une autre personne acceptera.
refusal-verifier = Seul le vérificateur nommé peut vérifier le projet, et il n’est ni le référent ni celui qui a déclaré la décision.
refusal-referent = Seuls le référent et les responsables de son organisation font entrer le projet dans cette étape.
refusal-stopped = Un projet en sommeil, perdu ou abandonné ne change pas d’étape. Dites d’abord qu’il est en cours.
refusal-evidence-frozen = Un projet vérifié garde ses preuves.
gate-verifier = à vérifier par { $name }
gate-referent = au référent de le déplacer : { $name }
gate-pass = Passer outre, avec une raison
gate-backward = Revenir en arrière
pass-reason = Raison de passer outre
verified-on = Abouti, vérifié le { $day }. La fiche est figée.
event-verified = Projet vérifié, fiche figée
event-status = Statut : { $status }
event-paused = Délais arrêtés
event-resumed = Délais repris
event-evidence-added = Preuve ajoutée : { $name }
event-evidence-removed = Preuve retirée : { $name }
event-restatement-proposed = Rectification proposée : { $field }
event-restatement-refused = Rectification refusée : { $field }
event-restated = Rectifié : { $field }
filter-status-all = Tous les statuts
filter-group-status = Statut
board-beside = Ailleurs :
board-beside-stage = { $stage } ({ $n })
evidence-title = Preuves
evidence-help = Un projet n’est déclaré gagné qu’avec une preuve écrite de la décision de l’entreprise.
evidence-list = Ce qui prouve la décision
evidence-none = Aucune preuve. Joignez la lettre, le bail ou le communiqué, puis dites ici ce qu’il prouve.
evidence-no-file = Joignez d’abord le document au projet.
evidence-add = Ajouter une preuve
evidence-do = Retenir comme preuve
evidence-letter = Lettre ou courriel de l’entreprise
evidence-release = Communiqué de l’entreprise
evidence-deed = Bail, acte ou achat
evidence-board = Décision du conseil d’administration
evidence-registration = Inscription à un registre officiel
evidence-permit = Autorisation, permis
evidence-other = Autre écrit
done-evidence-added = Preuve retenue.
done-evidence-removed = Preuve retirée.
attachments-kept = Ce fichier prouve la décision de l’entreprise. Retirez d’abord la preuve.
restatements-title = Rectifications
restatements-help = Un projet vérifié ne se modifie plus. Une personne propose un autre texte avec sa raison, une autre l’accepte ou le refuse ; les deux textes restent.
restatements-made = Rectifications proposées
restatements-none = Aucune rectification.
restatement-propose = Proposer une rectification
restatement-before = Texte d’avant
restatement-after = Nouveau texte
restatement-outcome = Suite donnée
restatement-outcome-accepted = Acceptée
restatement-outcome-refused = Refusée
restatement-accept = Accepter
restatement-refuse = Refuser
restatement-awaited = attend une autre personne
restatement-next = Continuer
restatement-send = Proposer
restatement-not-frozen = Ce projet n’est pas vérifié : modifiez-le comme d’habitude.
restatement-reason = Une rectification demande une raison.
restatement-long-reason = La raison est trop longue : 300 caractères au plus.
restatement-same = Ce texte est déjà celui de la fiche.
restatement-pending = Une rectification de ce champ attend déjà sa suite.
restatement-own = Une autre personne doit se prononcer : le vérificateur du projet, ou un responsable qui n’a pas proposé.
restatement-decided = Cette rectification a déjà sa suite.
done-restatement-proposed = Rectification proposée. Une autre personne doit l’accepter.
done-restatement-decided = Suite enregistrée.
field-investment_nature = Nouvel investisseur ou déjà présent
group-origin = Origine
group-diffusion = Diffusion et offres
group-decision = Décision et vérification
field-status = Statut
field-status_until = À revoir
field-cause = Cause
field-lost_to = Lieu retenu
field-lessons = Enseignements
field-pause_reason = Ce que l’on attend
field-attachment = Fichier joint
field-evidence = Preuve écrite
field-evidence_nature = Nature de la preuve
field-dated_on = Date du document
field-restated_field = Champ
field-clientele = Public
field-priority = Priorité
field-likelihood = Chances d’aboutir
field-detected_by = Détecté par
field-first_touch = Premier signe
field-first_touch_evidence = Trace du premier signe
field-sector_note = Précision sur le secteur
field-previous_location = Implantation précédente
field-safeguarded_jobs = Emplois maintenus
field-agency_jobs = CDI intérimaires
hint-agency_jobs = Comptés à part, jamais parmi les emplois de l’entreprise.
field-value_basis = Source du montant
field-aid_requested = Aide demandée
field-aids = Aides étudiées
field-diffusion_mode = Mode de diffusion
field-diffusion_consent = Accord de l’entreprise pour diffuser
field-answer_deadline = Réponses attendues
field-shortlist = Offres retenues
field-visit = Visites et points ouverts
field-landing_site = Site retenu
field-decided_on = Date de la décision
field-verifier = Vérificateur
clientele-investors = Investisseurs
clientele-talents = Talents
degree-low = Faible
degree-medium = Moyenne
degree-high = Forte
chances-low = Faibles
chances-medium = Moyennes
chances-high = Fortes
nature-investment = Première implantation
nature-reinvestment = Réinvestissement
operation-transfer = Transfert
value-basis-disclosed = Communiqué par l’entreprise
value-basis-estimated = Estimé
value-basis-refused = L’entreprise ne le dit pas
value-basis-not-asked = Pas demandé
diffusion-exclusive = Un seul territoire
diffusion-restricted = Quelques territoires
diffusion-open = Tous les territoires
kept-verifier = Vérificateur actuel
event-redaction = Ligne du journal occultée
event-redacted-project-moved = Changement d’étape
event-redacted-record-shared = Montré à une organisation
event-redacted-record-unshared = Retiré à une organisation
event-redacted-file-added = Fichier attaché
event-redacted-file-removed = Fichier retiré
event-redacted-embargo = Annonce

filter-said = { $name } : { $value }
filter-nobody = Sans référent
filter-origin-own = Les nôtres
filter-origin-others = Ceux de nos partenaires
filter-waiting = Plus de { $n } jours dans l’étape
filter-days = plus de { $n } jours
filter-group-waiting = Stagne depuis
filter-any = Sans filtre
columns = Colonnes
columns-show = Montrer ces colonnes
columns-usual = Colonnes habituelles
column-owner = Organisation
column-changed = Modifié le
list-read-only = Triée ou filtrée ainsi, la liste ne montre que les projets dont vous lisez les faits.
sort-by = Trier par { $name }
several-all = Cocher tous les projets de cette page
several-one = Cocher { $name }
several-change = Modifier les projets cochés :
several-next = Continuer
several-none = Cochez de un à cent projets dans la liste, puis choisissez ce que vous changez.
several-title = Modifier plusieurs projets
several-help = Une même valeur pour tous. Rien n’est écrit avant que vous confirmiez ; si un seul refuse, aucun ne change.
several-empties = Laissée vide, la valeur est effacée de chaque projet.
several-nothing = Aucun des projets cochés ne peut recevoir ce changement.
several-back = Revenir à la liste
several-now = Aujourd’hui
several-changed =
    { $n ->
        [one] Un projet change
       *[other] { $n } projets changent
    }
several-make =
    { $n ->
        [one] Modifier ce projet
       *[other] Modifier ces { $n } projets
    }
several-left =
    { $n ->
        [one] Un projet reste tel quel
       *[other] { $n } projets restent tels quels
    }
several-left-level = vous le lisez sans le modifier
several-left-frozen = gagné et vérifié, il se corrige par une rectification
done-several = Les projets sont modifiés.

reviews-title = Revues de portefeuille
reviews-help = La réunion où l’équipe passe en revue ses projets : les plus immobiles d’abord, une touche par projet, et le compte rendu s’écrit seul.
reviews-empty = Aucune revue encore
reviews-empty-help = Ouvrez-en une en réunion : chaque projet se présente à son tour, vous dites où il en est.
review-open = Commencer une revue
review-of = Revue du { $day }
review-under-way = en cours
review-title = Revue en cours
review-progress = { $done } sur { $total } projets passés en revue
review-close = Clore la revue
review-note-help = Facultatif : ce qui est décidé, par qui, pour quand.
review-verdict = Où en est ce projet ?
review-keys = Au clavier, hors du champ : les touches 1 à 5.
review-all-said = Tous les projets sont passés en revue
review-all-said-help = Clôturez la revue : le compte rendu est prêt.
review-left =
    { $n ->
        [0] Il ne reste aucun projet
        [one] Reste un projet
       *[other] Restent { $n } projets
    }
review-more = D’autres suivent : ils viendront ici à mesure que ceux-ci seront passés.
review-said =
    { $n ->
        [0] Aucun projet passé en revue
        [one] Un projet passé en revue
       *[other] { $n } projets passés en revue
    }
review-said-none = Rien n’est encore dit.
review-closed = Cette revue est close : son compte rendu ne change plus. Commencez-en une autre.
review-minutes = Compte rendu de la revue du { $day }
review-minutes-short = Compte rendu
review-held-by = Menée par { $name }
review-from-to = de { $from } à { $to }
review-nothing = Rien ne s’est dit pendant cette revue, ou rien que vous puissiez lire.
review-changes = Changements faits pendant la revue
review-moved = passe à l’étape « { $stage } »
review-status = devient « { $status } »
review-minutes-note = Vous lisez ce qui touche aux projets que vous lisez. Étape et statut sont ceux du moment.
verdict-steady = Rien de neuf
verdict-advances = Avance
verdict-chase = À relancer
verdict-raise = À arbitrer
verdict-close = À clore
verdict-heading-steady = Rien de neuf
verdict-heading-advances = Avancent
verdict-heading-chase = À relancer
verdict-heading-raise = À arbitrer
verdict-heading-close = À clore ou à mettre en sommeil
done-review-closed = La revue est close, son compte rendu est écrit.
reviews-short = Revue
field-remark = Remarque
event-reviewed = Revue de portefeuille : { $verdict }
column-programme = Programme

needs-title = Besoins
needs-help = Un besoin par ligne : une exigence écarte un site, une préférence le classe. Les bornes servent à comparer les sites.
needs-none = Aucun besoin détaillé. Dites la surface, la puissance, les profils : un site se compare besoin par besoin.
needs-change = Détailler les besoins
needs-lines = Besoins, un par ligne
needs-line = Besoin { $n }
need-kind = Besoin
need-strength = Importance
need-said = Combien, pour quand
need-note = Précision
hint-need-said = Comme on le dit : « 5 à 8 ha », « au moins 20 MW fin 2027 », « 40 techniciens ».
strength-must = Exigence
strength-preferred = Préférence
need-family-premises = Foncier et bâtiment
need-family-networks = Réseaux
need-family-access = Accès
need-family-rules = Installations classées
need-family-means = Hommes, moyens, délais
need-land = Terrain
need-building = Bâtiment
need-ceiling-height = Hauteur libre
need-floor-load = Charge au sol
need-clean-room = Salle propre
need-power = Puissance électrique
need-water = Eau
need-gas = Gaz
need-fibre = Fibre
need-rail = Embranchement ferroviaire
need-quay = Quai
need-icpe-declaration = ICPE, déclaration
need-icpe-registration = ICPE, enregistrement
need-icpe-authorisation = ICPE, autorisation
need-seveso-low = Seveso seuil bas
need-seveso-high = Seveso seuil haut
need-labour = Recrutements
need-budget = Budget
need-deadline = Échéance
need-other = Autre besoin
lines-stale = Quelqu’un a modifié ce projet pendant que vous écriviez.
lines-stale-help = Rien de ce que vous avez écrit n’est perdu : comparez avec ce qui est enregistré, corrigez, puis enregistrez.
lines-theirs = Ce qui est enregistré
lines-more = Enregistrer et ajouter des lignes
line-remove = Retirer cette ligne
error-line-choice = Ligne { $line } : choisissez dans la liste.
error-line-long = Ligne { $line } : trop long, 300 caractères au plus.
error-line-said = Ligne { $line } : dites combien, ou de quoi il s’agit.
error-line-unit = Ligne { $line } : un nombre et son unité sont attendus ({ $units }), puis une date si elle compte.
error-line-money = Ligne { $line } : un montant en euros est attendu, comme « 15 à 20 M€ ».
error-line-people = Ligne { $line } : un nombre de personnes est attendu, comme « une vingtaine de soudeurs ».
error-line-day = Ligne { $line } : une date est attendue, comme « fin 2027 ».
error-needs-many = { $max } besoins au plus. Réunissez les lignes voisines.
refusal-needs-frozen = Ce projet est abouti et vérifié : ses besoins restent ceux de la vérification. Proposez une rectification du texte des besoins, qu’une autre personne acceptera.
event-needs = Besoins modifiés
field-needs = Besoins
done-needs = Les besoins sont enregistrés.

jobs-title = Emplois par année
jobs-help = Ce que l’entreprise annonce, par nature et par contrat : les emplois que chaque année ajoute. Le total annoncé de la fiche reste ce que comptent les bilans ; s’il dit autre chose, les deux nombres sont montrés.
jobs-none = Aucun détail. Dites ce que chaque année ajoute, par nature et par contrat.
jobs-change = Détailler les emplois
jobs-headline = Total annoncé sur la fiche : { $jobs }
jobs-headline-change = Modifier le total
jobs-lines = Emplois, une ligne par nature et contrat
jobs-line = Ligne { $n }
jobs-line-of = Nature et contrat
jobs-nature = Nature
jobs-contract = Contrat
jobs-year-1 = Année 1
jobs-year-2 = Année 2
jobs-year-3 = Année 3
jobs-all = Trois ans
hint-jobs-year = Ceux que l’année ajoute : « 20 », « 15 à 20 ».
jobs-total-created = Créés, hors intérim
jobs-total-safeguarded = Maintenus, hors intérim
jobs-total-transferred = Transférés, hors intérim
jobs-total-agency = CDI intérimaires, à part de tout total
jobs-differ = la fiche dit { $headline }, le détail { $lines }. Les bilans comptent ce que dit la fiche : corrigez l’un ou l’autre.
job-nature-created = créés
job-nature-safeguarded = maintenus
job-nature-transferred = transférés
contract-open-ended = CDI
contract-fixed-term = CDD
contract-agency = CDI intérimaire
contract-apprenticeship = alternance
contract-other = autre contrat
error-line-jobs = Ligne { $line } : un nombre entier d’emplois est attendu, comme « 15 à 20 ».
error-line-no-jobs = Ligne { $line } : dites combien pour une année au moins, ou retirez la ligne.
error-line-twice = Ligne { $line } : cette nature et ce contrat ont déjà une ligne.
refusal-jobs-frozen = Ce projet est abouti et vérifié : le détail de ses emplois reste celui de la vérification. Proposez une rectification du total, qu’une autre personne acceptera.
refusal-pause-frozen = Ce projet est abouti et vérifié : ses délais ne courent plus, il n’y a rien à arrêter.
error-code-name-company = Ce nom fait reconnaître l’entreprise : le nom de code est sur la carte, que d’autres voient. Choisissez-en un autre.
error-code-name-known = Le projet { $reference } de votre organisation porte déjà ce nom. Choisissez-en un autre, pour qu’on sache duquel on parle.
event-jobs = Emplois par année modifiés
done-jobs = Les emplois sont enregistrés.

team-title = Équipe
team-help = Qui travaille sur le projet, et ce que chacun déclare. Un conflit d’intérêts ferme le projet à la personne, partout, jusqu’à ce qu’un responsable lève le mur.
team-members = Membres de l’équipe
team-who = Personne
team-since = depuis le { $day }
team-end = Mettre fin
team-join = Ajouter à l’équipe
team-join-do = Ajouter
team-role-territory-correspondent = Correspondant du territoire
team-role-partner-contributor = Contributeur partenaire
team-role-expert = Expert
team-role-observer = Observateur
field-team_person = Personne
field-team_role = Rôle
hint-team-person = Son adresse, ou son prénom et son nom. Elle doit agir pour une organisation que vous voyez.
interests-title = Déclarations d’intérêts
interest-none = Aucun intérêt
interest-shareholder = Actionnaire
interest-employer-of-kin = Employeur d’un proche
interest-competing-site = Site concurrent
interest-other = Autre lien
interest-awaited = déclaration attendue
interest-walled = mur en place
interest-lifted-on = mur levé le { $day }
interest-lift = Lever le mur
interest-declare = Déclarer un intérêt, ou l’absence d’intérêt
interest-declare-help = La déclaration est notée au journal. Si vous déclarez un intérêt, le projet vous est fermé aussitôt.
interest-do = Déclarer
interest-of = Au nom d’une autre personne
hint-interest-of = Vide : vous déclarez pour vous. Sinon, son adresse, ou son prénom et son nom.
hint-interest-detail = Ce qui vous lie à l’entreprise, à un concurrent ou à un site. Montré à ceux qui gèrent le projet.
field-interest = Intérêt déclaré
field-lift_reason = Pourquoi lever le mur
error-interest-detail = Dites en quelques mots de quoi il s’agit.
error-lift-reason = Dites pourquoi le mur est levé : la raison reste au journal.
error-person-unknown = Personne ne porte ce nom ou cette adresse dans les organisations que vous voyez.
error-person-several = Plusieurs personnes portent ce nom. Écrivez l’adresse de celle que vous voulez.
error-person-already = Cette personne est déjà de l’équipe.
interest-nobody-left = Plus personne ne gérerait ce projet. Nommez d’abord quelqu’un d’autre qui le gère, puis déclarez cet intérêt.
interest-wall-stands = Un mur est déjà en place devant cette personne. Levez-le d’abord, avec une raison.
event-team-joined = Équipe : une personne ajoutée
event-team-left = Équipe : une personne partie
event-interest-declared = Déclaration d’intérêts
event-interest-lifted = Mur levé
done-team-joined = La personne est de l’équipe. Demandez-lui de déclarer ses intérêts.
done-team-left = Sa participation est terminée ; ce qui lui était montré à ce titre lui est retiré.
done-interest-declared = La déclaration est enregistrée.
done-interest-wall = Votre déclaration est enregistrée. Le projet vous est désormais fermé ; ceux qui le gèrent peuvent lever ce mur.
done-interest-lifted = Le mur est levé.

embargo-title = Embargo
embargo-help = À l’heure dite, l’horloge montre le projet à ceux que vous choisissez ici. D’ici là, rien ne change. Vous pouvez changer l’heure ou renoncer jusqu’au dernier moment.
embargo-list = Annonces prévues et passées
embargo-none = Aucune annonce prévue.
embargo-plan = Prévoir une annonce
embargo-change = Changer l’annonce prévue
embargo-do = Enregistrer l’annonce
embargo-cancel = Renoncer à cette annonce
embargo-hour = { $when } ({ $zone })
embargo-until = Sous embargo jusqu’au { $hour }
embargo-network = Les membres de l’instance voient la carte
embargo-to-network = carte montrée aux membres de l’instance
embargo-to = montré à { $name } : { $level }
embargo-state-planned = prévue
embargo-state-released = faite par l’horloge
embargo-state-cancelled = abandonnée
embargo-state-withheld = non faite : projet perdu ou abandonné
field-embargo_day = Jour
field-embargo_hour = Heure
field-embargo_organisation = Montrer aussi à
field-embargo_level = Niveau
hint-embargo-day = Un jour précis : « 15/12/2026 », « 15 décembre ».
hint-embargo-hour = « 14:30 » ou « 14 h 30 », dans le fuseau indiqué.
error-embargo-day = Un jour précis est attendu, comme « 15/12/2026 ».
error-embargo-hour = Une heure est attendue, comme « 14:30 ».
error-embargo-past = Cette heure est passée. Choisissez-en une à venir, ou montrez le projet dès maintenant.
error-embargo-level = Choisissez à quel niveau : la carte, ou la lecture.
error-embargo-nobody = Choisissez à qui le projet sera montré : les membres de l’instance, une organisation ou un cercle.
embargo-over = Ce projet est perdu ou abandonné : il n’y a rien à annoncer. Dites d’abord qu’il est en cours.
embargo-none-waits = Aucune annonce n’est prévue : elle a été faite, ou quelqu’un y a renoncé.
event-embargo-planned = Annonce prévue : { $hour }
event-embargo-cancelled = Annonce abandonnée : { $hour }
event-embargo-released = Embargo levé par l’horloge : { $hour }
event-embargo-withheld = Annonce non faite, projet perdu ou abandonné : { $hour }
done-embargo-planned = L’annonce est prévue. Rien n’est montré d’ici là.
done-embargo-cancelled = L’annonce est abandonnée.

levels-title = Confidentialité
levels-help = À partir de quel niveau chaque groupe de faits est vu, pour ce projet. On ne peut que restreindre.
levels-note = Le nom de code et le référent restent visibles avec la carte. Ce qu’on ne voit pas, on ne peut ni le filtrer, ni le trier, ni le compter, ni le chercher.
level-from-usual = Comme d’habitude
level-from-read = Lecture et plus
level-from-contribute = Contribution et plus
level-from-edit = Modification et plus
level-from-manage = Gestion seulement
event-levels = Confidentialité modifiée
done-levels = La confidentialité est enregistrée.
column-reference = Référence
column-status = Statut
column-stage-since = À cette étape depuis le
