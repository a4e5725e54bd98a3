command-runs-instance = This account runs the instance.
command-has-password = This account has a password already, and signs in with it.
