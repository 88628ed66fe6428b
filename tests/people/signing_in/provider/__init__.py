"""The sign-in server of an organisation, as a process of its own, that tests sign in at."""
