nav-perimeters = Périmètres
perimeters-help = Un périmètre est un ensemble daté de communes, que son organisation dessine. Il peut franchir départements et régions.
perimeters-empty = Aucun périmètre
perimeters-empty-help = Dessinez le premier : collez une liste de communes ou d’intercommunalités, ou cherchez-les par leur nom.
perimeters-empty-reader = Ceux que vous pouvez voir paraîtront ici.
perimeter-new = Dessiner un périmètre
perimeter-owner = Dessiné par
perimeter-of = Dessiné par { $owner }
perimeter-last = Dernière version
perimeter-communes = Communes
perimeter-card = la carte seule vous est montrée
perimeter-seen = Visible de
perimeter-change = Modifier la fiche
perimeter-change-help = Le nom, l’objet, l’origine et qui voit. La composition change par une version.
perimeter-version-new = Nouvelle version
perimeter-version-help = La liste est celle de la dernière version. Une version qui commence le même jour la corrige ; plus tard, elle la suit et la clôt.
perimeter-found = Cochez ce qui en fait partie
perimeter-add = Ajouter à la liste
perimeter-sizes = Taille des communes
perimeter-size = { $n } : { $name } ({ $share } %)
perimeter-chosen = Composé de
perimeter-chosen-many = { $n } territoires
perimeter-stood-for =
    { $n ->
        [one] une commune ce jour-là
        *[other] { $n } communes ce jour-là
    }
perimeter-arrondissements =
    { $n ->
        [one] un arrondissement municipal
        *[other] { $n } arrondissements municipaux
    }
perimeter-and-arrondissements =
    { $n ->
        [one] et un arrondissement municipal
        *[other] et { $n } arrondissements municipaux
    }
perimeter-arrondissements-help = Une partie de Paris, de Lyon ou de Marseille, choisie sans la commune : comptée dans la population, pas parmi les communes. La carte ne la dessine pas, faute de contour.
perimeter-assumed =
    { $n ->
        [one] La composition d’un territoire choisi n’est pas connue le { $day } : la plus ancienne connue en tient lieu.
        *[other] La composition de { $n } territoires choisis n’est pas connue le { $day } : la plus ancienne connue en tient lieu.
    }
perimeter-people = { $n } ({ $vintage })
perimeter-people-missing =
    { $n ->
        [one] ; une commune sans chiffre, non comptée
        *[other] ; { $n } communes sans chiffre, non comptées
    }
perimeter-straddles = sur { $d } départements
perimeter-straddles-regions = sur { $d } départements et { $r } régions
perimeter-versions = Versions
perimeter-version = Version
perimeter-version-n = Version { $n }
perimeter-shown = montrée ici
perimeter-none-that-day = Aucune version ne vaut le { $day } : la plus proche est montrée.
perimeter-compared = Par rapport à la version { $n }
perimeter-same = Les mêmes communes.
perimeter-added = Ajoutée :
perimeter-removed = Retirée :
perimeter-more-differences = Et d’autres : comparez les deux listes.
perimeter-tallies = De quoi il est fait
perimeter-tallies-help = Compté le premier jour de la version, ou le plus ancien que l’on connaisse. « En partie » : d’autres communes de ce territoire n’en sont pas.
perimeter-part = { $n } sur { $total }
perimeter-part-arrondissements = { $n } arrondissements sur { $total }
perimeter-partly = en partie
perimeter-through = Venue avec
perimeter-itself = elle-même
perimeter-competent = Organisations compétentes
asset-sheet-or = Ou, au lieu d’un territoire, un périmètre :
competences-perimeters = Périmètres de compétence
competences-perimeters-help = Les périmètres dont cette organisation répond, outre les territoires de sa fiche. Un périmètre change par versions : la compétence le suit.
competences-perimeters-list = Périmètres dont elle répond
competences-perimeters-empty = Aucun périmètre
competences-perimeters-empty-help = Choisissez ci-dessous un périmètre que vous voyez : il paraîtra sur la fiche de l’organisation, pour qui voit les deux.
competences-perimeters-empty-reader = Ceux que vous pouvez voir paraîtront ici.
competence-perimeter-add = Dire qu’elle répond d’un périmètre
competence-perimeter-none = Vous ne voyez aucun autre périmètre. Dessinez-en un d’abord, ou demandez qu’on vous le montre.
competence-when = Compétente
competence-today = Composition aujourd’hui
competence-version =
    { $n ->
        [one] une commune, depuis le { $day }
        *[other] { $n } communes, depuis le { $day }
    }
field-perimeter = Périmètre
visibility-long-owner = Mon organisation seule
visibility-long-network = Tous les membres du réseau
field-visibility = Qui voit
field-from = Vaut à partir du
field-members = Composition
field-find = Chercher par le nom
hint-perimeter-description = À quoi il sert, et pour qui.
hint-perimeter-source = Le document ou le fichier qui fixe cette composition, avec sa date.
hint-perimeter-from = Un jour, comme vous le diriez : 01/01/2026. Les intercommunalités valent pour leurs communes de ce jour-là, ou les plus anciennes que l’on connaisse.
hint-perimeter-until = Dernier jour compris. Vide : jusqu’à la version suivante.
hint-perimeter-note = Ce qui a changé, en une phrase.
hint-perimeter-members = Un territoire par ligne, son code d’abord : « 25388 Montbéliard » pour une commune (« 75112 Paris 12e » pour un arrondissement), le SIREN d’une intercommunalité ou d’un EPT, « 90 » pour un département, « region-27 » pour une région.
hint-perimeter-find = Un nom, un code postal ou un SIREN. Ce que vous cochez s’ajoute à la liste.
error-line-code = Ligne { $line } : « { $text } » ne commence pas par un code. Écrivez le code d’abord, ou cherchez par le nom.
error-code-unknown = Ligne { $line } : aucun territoire ne porte le code { $code }. Vérifiez-le, ou cherchez par le nom.
error-code-label = Ligne { $line } : { $code } est le code de { $name }, et la ligne dit « { $label } ». Corrigez le code, ou le nom.
error-commune-merged = Ligne { $line } : la commune { $code } a fusionné. Écrivez { $successor } à sa place.
error-commune-ended = Ligne { $line } : { $name } ({ $code }) n’existe plus depuis le { $day }. Choisissez celle qui lui succède, ou datez la version d’avant ce jour.
error-commune-ended-into = Ligne { $line } : { $name } ({ $code }) n’existe plus depuis le { $day }. Écrivez { $successor } à sa place, ou datez la version d’avant ce jour.
error-whole-empty = Ligne { $line } : { $name } ({ $code }) n’a aucune commune le { $day }. Choisissez un autre jour, ou un autre territoire.
error-not-french = Ligne { $line } : { $name } est à l’étranger. Un périmètre est fait de communes de France.
error-too-many-codes = Plus de codes qu’il n’y a de communes. Choisissez des territoires entiers.
error-more-lines = Et { $n } autres lignes à corriger.
error-version-before = La dernière version commence le { $day }. Une nouvelle commence ce jour-là pour la corriger, ou plus tard.
error-until-before = La fin vient avant le début. Corrigez l’une ou l’autre.
done-perimeter-drawn = Périmètre dessiné.
done-perimeter-version = Version enregistrée.
link-perimeter = périmètre
link-perimeter-part = périmètre, en partie
atlas-share-title = Qui voit cette fiche
atlas-share-help = Une organisation ou un cercle à la fois, à un niveau, avec une raison. Les autres n’en sauront rien.
atlas-given = Montrée à
atlas-given-none = À personne, hors de ceux que sa visibilité désigne.
atlas-level-card = La carte : nom et objet
atlas-level-read = Lire : tout ce qu’elle contient
atlas-level-edit = Modifier
done-atlas-shared = Fiche montrée.
done-atlas-unshared = Fiche reprise : ce partage ne vaut plus.
nav-asset-sheets = Fiches d’atouts
assets-help = Ce qu’un territoire offre à qui s’y implante, thème par thème, avec des chiffres datés et sourcés. La fiche se partage et s’imprime.
assets-empty = Aucune fiche
assets-empty-help = Écrivez la première : un territoire ou un périmètre, puis ses atouts un par un.
asset-sheet-new = Écrire une fiche
asset-about = Sur
asset-owner = Écrite par
asset-updated = à jour du { $day }
asset-add = Ajouter un atout
asset-item = Un atout
asset-item-help = Une phrase par langue. Celle de la langue d’origine fait foi.
asset-none = Aucun atout encore
asset-none-help = Les atouts ajoutés à cette fiche paraîtront ici, thème par thème.
asset-what = Atout
asset-source = Source
asset-translated-fr = traduit du français
asset-translated-en = traduit de l’anglais
asset-language-fr = Français
asset-language-en = Anglais
asset-remove = Retirer cet atout
asset-remove-help = Il disparaît de la fiche ; le journal garde ce qu’il disait.
asset-remove-do = Retirer de la fiche
theme-infrastructure = Infrastructures
theme-skills = Compétences et formation
theme-research = Recherche et développement
theme-sectors = Filières et entreprises
theme-sites = Sites et locaux
theme-support = Réseaux et accompagnement
theme-life = Cadre de vie
theme-costs = Coûts
field-theme = Thème
field-authentic = Langue d’origine
field-text_fr = En français
field-text_en = En anglais
field-stated = À la date de
field-position = Place dans le thème
hint-asset-name = Ce que lira quelqu’un qui ne connaît pas le territoire.
hint-asset-territory = Son nom, un code INSEE, un SIREN d’intercommunalité, un numéro de département, ou l’identifiant que montre l’adresse de sa page.
hint-asset-text = L’autre langue peut attendre : la fiche montre alors le texte d’origine, et le dit.
hint-asset-figure = Comme il est dit : « près de 900 », « 15 à 20 M€ ». Il n’est jamais arrondi.
hint-asset-stated = Comme vous le diriez : 2025, « fin 2025 », 30/06/2026.
hint-asset-source = Qui le dit, et où.
hint-asset-position = Un nombre : les plus petits viennent d’abord.
error-authentic-text = C’est la langue d’origine : écrivez-y le texte, ou choisissez l’autre.
error-figure = Chiffre non compris. Écrivez par exemple 900, « près de 900 », « 15 à 20 M€ ».
error-figure-date = Un chiffre se date. Écrivez par exemple 2025.
error-about-required = Dites de quel territoire ou de quel périmètre il s’agit.
error-about-both = Un territoire ou un périmètre, pas les deux. Videz l’un.
error-about-code = Aucun territoire ne porte ce code. Cherchez-le dans Territoires, et copiez son code.
error-too-many-items = Une fiche tient en 200 atouts. Écrivez-en une seconde.
done-asset-sheet = Fiche écrite. Ajoutez ses atouts.
done-asset-removed = Atout retiré.
link-asset-sheet = fiche d’atouts
