directory-visible =
    { $n ->
        [0] Aucun membre visible par vous
        [one] Un membre visible par vous
        *[other] { $n } membres visibles par vous
    }
directory-by-family = Par famille
directory-all = Toutes
directory-empty = Aucun membre dans cette famille
directory-empty-help = Les membres sont ajoutés par l’administrateur de l’instance.
family-local-authority = Collectivités territoriales
family-public-body = Organismes publics ou parapublics
family-major-partner = Grands partenaires
family-attractiveness = Acteurs de l’attractivité
family-company = Entreprises
category-region = Région
category-metropolis = Métropole
category-local-agency = Agence locale
category-intercommunality = Intercommunalité
category-agency = Agence d’attractivité
category-port = Port
category-airport = Aéroport
category-development = Établissement d’aménagement
category-land = Établissement foncier
category-planning = Institut d’urbanisme
category-tourism = Tourisme
category-transport = Société de transport
category-prefecture = Préfecture
category-operator = Opérateur de l’État
category-chamber = Chambre consulaire
category-association = Association
category-network = Réseau
category-firm = Entreprise
field-name = Nom
field-short_name = Nom d’usage
field-family = Famille
field-category = Catégorie
field-country = Pays
field-city = Ville
field-siren = SIREN
field-website = Site web
field-provenance = Provenance
field-control_country = Pays de contrôle
error-siren-digits = Le SIREN ne contient que des chiffres. Retirez le reste.
error-siren-length = { $count } chiffres au lieu de 9. Corrigez, ou laissez vide si l’entreprise est étrangère.
error-siren-key = Ce numéro n’existe pas : sa clé de contrôle est fausse. Vérifiez les chiffres.
error-siren-known = Vous suivez déjà une entreprise qui porte ce SIREN. Ouvrez-la plutôt.
error-name-known = Une entreprise de ce nom est connue dans ce pays. Ouvrez-la, ou cochez « C’est une autre entreprise ».
error-website = Une adresse commence par https://. Corrigez, ou laissez vide.
