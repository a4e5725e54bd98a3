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
project-company-not-shared = L’entreprise ne vous est pas montrée
project-share-referent = Seuls le référent du projet et les responsables de son organisation peuvent le montrer ou le retirer.
view-label = Présentation
view-board = Tableau
view-list = Liste
board-empty-column = aucun projet
board-empty-column-help = Rien à cette étape.
board-no-jobs = emplois inconnus
board-jobs-hidden = emplois non montrés
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
sort-jobs = Trier par emplois
sort-recent = Trier par dernière modification
move = Déplacer
move-to = Déplacer { $name } vers
move-back = { $name }, en arrière
move-reason = Raison, pour revenir en arrière
gate-for = Pour passer à « { $name } »
gate-complete = tout est renseigné
gate-fill = Compléter
gate-move = Passer à « { $name } »
gate-back = Revenir à « { $name } »
gate-second-reader = second regard attendu : { $name }
refusal-jump = Un projet avance d’une étape à la fois. Passez d’abord à la suivante.
refusal-last = Les étapes suivantes ouvriront avec les consultations. Le projet reste où il est.
refusal-missing = Il manque des faits pour cette étape. Complétez-les, puis déplacez le projet.
refusal-second-reader = Cette étape demande un second regard : le second lecteur, ou un responsable qui n’est pas le référent, doit déplacer le projet.
refusal-reason = Revenir en arrière demande une raison.
refusal-unknown-stage = Cette étape n’existe pas.
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
sector-tourism = Tourisme
sector-other = Autre
timeline = Chronologie
event-opened = Piste ouverte
event-changed = Faits modifiés
event-moved = Étape : { $from }, puis { $to }
event-shared = Montré à { $with } : { $level }
event-unshared = Retiré à { $with }
event-other = autre
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
event-redaction = Ligne du journal occultée
event-redacted-project-moved = Changement d’étape
event-redacted-record-shared = Montré à une organisation
event-redacted-record-unshared = Retiré à une organisation
event-redacted-file-added = Fichier attaché
event-redacted-file-removed = Fichier retiré
