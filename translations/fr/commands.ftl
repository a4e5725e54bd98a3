command-runs-instance = Ce compte conduit l’instance.
command-has-password = Ce compte a déjà un mot de passe : il s’en sert pour se connecter.
