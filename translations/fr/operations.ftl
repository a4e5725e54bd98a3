accessibility-aim = Ce service vise la conformité au RGAA 4 et aux WCAG 2.2, niveau AA : il se lit sans JavaScript, se parcourt au clavier, et chaque erreur dit quoi faire.
accessibility-checked = Vérifié à chaque version, sur chaque page : les règles automatiques d’axe-core, en 1280 et 390 pixels de large.
accessibility-not-checked = Pas encore vérifié : lecteurs d’écran, agrandissement à 400 %, contraste forcé. Aucun audit n’a été fait par un tiers.
accessibility-contact = Un obstacle ? Écrivez à l’administrateur de cette instance.
accessibility-contact-at = Un obstacle ? Écrivez à
accessibility-data-protection = Vos données personnelles ? Écrivez à
